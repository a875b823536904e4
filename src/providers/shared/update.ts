import { z } from 'zod';
import { differs, holds, publicText, type Finding } from './assumption.ts';
import { isRecord, type WireRecord } from './wire.ts';

/** What an update does with the fields that it does not name. */
export const updateSetting = z
  .enum(['replace', 'merge'])
  .default('replace')
  .describe(
    'What an update does at the provider: `replace` removes what it leaves out, `merge` keeps it, so that null is sent for what is to be removed.',
  );

type UpdateSetting = z.output<typeof updateSetting>;

/** What a field that an update left out shows about updates, compared with the account's configuration. */
export function updateFinding(fieldLeftOut: unknown, configured: UpdateSetting): Finding {
  const isMerged = Boolean(fieldLeftOut);
  if (isMerged === (configured === 'merge')) return holds;
  return isMerged
    ? differs(publicText`What is left out stays.`, publicText`behaviour.update: "merge"`)
    : differs(publicText`What is left out is gone.`, publicText`behaviour.update: "replace"`);
}

/** The body of an update of `before` to `after`, for a provider that merges: null stands for what is to be gone. */
export function mergeable(before: WireRecord, after: WireRecord, kept: ReadonlySet<string>): WireRecord {
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name) && !kept.has(name));
  const entries = Object.entries(after).map(([name, value]): [string, unknown] => {
    const old = before[name];
    return [name, isRecord(old) && isRecord(value) ? mergeable(old, value, new Set()) : value];
  });
  return Object.fromEntries([...entries, ...gone.map((name): [string, unknown] => [name, null])]);
}
