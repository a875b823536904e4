import { builder } from '../../builder/builder.ts';
import type { Context } from '../../builder/context.ts';
import type { Moment } from '../../gateway/live/moment.ts';
import type { Topic } from '../../gateway/live/topic.ts';

builder.subscriptionType({
  description:
    'What can be watched, over server-sent events. The first event is the state as it is, each of the others one that differs. A stream is complete if nothing can change any more; one that ends otherwise is to be subscribed to again.',
});

/** The moments of a topic; without one a single event, which finds nothing to tell. */
export function watch(topic: Topic | null, context: Context): AsyncIterableIterator<Moment | null> {
  return topic ? context.watch(topic) : nothing();
}

async function* nothing() {
  yield null;
}
