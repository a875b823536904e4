import type { HandleFor, HeaderReader } from '../../http/handle.ts';
import { refuse } from './refusal.ts';

const spoken = ['application/graphql-response+json', 'application/json'] as const;
type Spoken = (typeof spoken)[number];

/** What events are sent as. */
export const eventStream = 'text/event-stream';

/** Accepts only JSON bodies, not compressed, and refuses clients that accept neither JSON nor events. */
export function withMediaTypes<Info>(handle: HandleFor<Info>): HandleFor<Info> {
  return (request, info) => {
    if (!answerTypeFor(request.headers) && !takesEvents(request.headers)) {
      const message = `The answer is ${[...spoken, eventStream].join(' or ')}; accept one of them.`;
      return Promise.resolve(refuse(request, { status: 406, code: 'INVALID_INPUT', message }));
    }
    if (request.method !== 'GET' && !isReadable(request.headers)) {
      const message = 'The body must be application/json or application/graphql+json, in UTF-8.';
      return Promise.resolve(refuse(request, { status: 415, code: 'INVALID_INPUT', message }));
    }
    return handle(request, info);
  };
}

/** The type of answer that a client takes, its first wish first; null if it takes none of ours. */
export function answerTypeFor(headers: HeaderReader): Spoken | null {
  const accepted = headers.get('accept') || '*/*';
  const plain = spoken.find((ours) => ours === accepted);
  if (plain) return plain;
  for (const range of accepted.toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const charset = parameters.find((parameter) => parameter.includes('charset=')) ?? 'charset=utf-8';
    if (charset.replaceAll(/\s/g, '') !== 'charset=utf-8') continue;
    const found = spoken.find((ours) => ours === type);
    if (found) return found;
    if (type === '*/*' || type === 'application/*') return 'application/json';
  }
  return null;
}

/** Whether a client asks for events by name. */
export function takesEvents(headers: HeaderReader): boolean {
  const accepted = headers.get('accept') ?? '';
  return accepted.includes(eventStream);
}

/** Whether a body is announced as JSON that can be read here. */
export function isReadable(headers: HeaderReader): boolean {
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity';
  const sent = headers.get('content-type') ?? '';
  if (sent === 'application/json') return isPlain;
  const [type = '', ...parameters] = sent.split(';').map((part) => part.trim().toLowerCase());
  const [, charset = 'utf-8'] =
    parameters.map((parameter) => /^charset="?([^"]*)"?$/.exec(parameter)).find((found) => found) ?? [];
  // `utf8` is not registered and sent all the same.
  const isUtf8 = charset === 'utf-8' || charset === 'utf8';
  return isPlain && isUtf8 && /^application\/(?:graphql\+)?json$/.test(type);
}
