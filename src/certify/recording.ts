import type { Cassette, RecordedExchange } from '../cassettes/cassette.ts';
import type { Disguise, Words } from '../cassettes/disguise.ts';
import { nameOf } from '../providers/shared/shape.ts';
import type { Step } from './asking.ts';
import type { Examined } from './certify.ts';

/** What an account was asked and answered, without any of its values. */
export function toCassette({ subject, results }: Examined, disguise: Disguise): Cassette {
  const { definition, certification, environment } = subject;
  return {
    format: 1,
    provider: definition.code,
    environment,
    settings: disguisedSettings(subject.settings, disguise),
    exchanges: results.flatMap(({ assumption, steps }) =>
      steps.map((step): RecordedExchange => {
        const { answer, json } = step;
        const isJson = answer.readable && answer.json !== undefined;
        return {
          assumption: assumption.id,
          request: {
            ...requestOf(step, disguise, certification.words),
            ...(json !== undefined && { json: disguise.json(json, certification.words) }),
          },
          answer: {
            status: answer.status,
            headers: [...new Set(Object.keys(answer.headers).map(nameOf))],
            body: isJson ? 'json' : answer.readable ? 'none' : 'other',
            ...(isJson && { json: disguise.json(answer.json, certification.words) }),
          },
          durationMs: answer.durationMs,
        };
      }),
    ),
  };
}

/** What names the account at its provider, and how it behaves. Secrets and addresses are objects, and left out. */
function disguisedSettings(settings: object, disguise: Disguise): Cassette['settings'] {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]: [string, unknown]): [string, unknown][] => {
      if (name === 'behaviour') return [[name, value]];
      return typeof value === 'string' ? [[name, disguise.text(value)]] : [];
    }),
  );
}

function requestOf({ method, route, path, isOwn }: Step, disguise: Disguise, words: Words) {
  const [below = '', search] = path.split('?', 2);
  const parts = below.split('/');
  const values = route.split('/').flatMap((part, place): [string, string][] => {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    return name === undefined ? [] : [[name, disguise.text(decodeURIComponent(parts[place] ?? ''))]];
  });
  const query = [...new URLSearchParams(search)].map(([name, value]) => [
    nameOf(name),
    disguise.parameter(value, name, words),
  ]);
  return {
    method,
    route: `/${route}`,
    values: Object.fromEntries(values),
    query: Object.fromEntries(query),
    isOwn,
  };
}
