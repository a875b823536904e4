import type { CreateRegistrationLinkMutation } from '../graphql/graphql.ts';
import { paths, wayFromHere } from '../route.ts';
import { noteServerTime } from './server-clock.ts';

/** Opens the page of the link that an attempt creates, unless the person has left this page before. */
export function followLink(attempt: Promise<CreateRegistrationLinkMutation | null>): void {
  const goOn = wayFromHere();
  void attempt.then((data) => {
    const done = data?.createRegistrationLink;
    if (done?.__typename !== 'CreateRegistrationLinkSuccess') return;
    const { id, createdAt } = done.registrationLink;
    if (!done.replayed) noteServerTime(createdAt);
    goOn(paths.registration(id), 'The registration link is created.');
  });
}
