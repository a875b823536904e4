import { builder } from '../../builder/builder.ts';
import type { Context } from '../../builder/context.ts';
import type { Moment } from '../../gateway/live/moment.ts';
import type { Topic } from '../../gateway/live/topic.ts';

builder.subscriptionType({
  description:
    'What you can watch, over server-sent events. The first event is the present state; each further event is a state that differs. A stream completes if nothing can change any more. If it ends otherwise, subscribe again.',
});

/** The moments of a topic; a single event with null if there is no topic. */
export function watch(topic: Topic | null, context: Context): AsyncIterableIterator<Moment | null> {
  return topic ? context.watch(topic) : nothing();
}

async function* nothing() {
  yield null;
}
