import { documented, type Fate } from '../test/support/documented-payloads.ts';
import { leavesIn, readPayload } from '../test/support/payloads.ts';

/** Every value of the vendors' example payloads, and what the graph makes of it; `test/payloads.test.ts` holds it true. */
export interface LeafRow {
  readonly folder: string;
  readonly payload: string;
  readonly place: string;
  readonly fate: Fate;
  readonly because: string;
}

const sentences: Readonly<Record<Fate, string>> = {
  shown: 'served',
  reflected: 'served in another form',
  decides: 'decides whether there is an answer',
  'left out': 'withheld',
};

/** A payload of the same shape as another adds no rows. */
export function leafRows(): readonly LeafRow[] {
  return documented.flatMap(({ folder, routes, fates }) =>
    routes.flatMap(([, payload]) =>
      leavesIn(readPayload(folder, payload)).map(({ keys }) => {
        const place = keys.join('.');
        const [fate = 'shown', because = ''] = fates[payload]?.[place] ?? [];
        return { folder, payload, place, fate, because };
      }),
    ),
  );
}

export function leafTable(): string {
  const rows = leafRows();
  const withheld = rows.filter(({ fate }) => fate === 'left out').length;
  return [
    '## Every value of the documented payloads',
    `${rows.length} values: ${rows.length - withheld} served, ${withheld} withheld by name with the reason.`,
    [
      '| Payload | Value | In the graph | Why |',
      '| --- | --- | --- | --- |',
      ...rows.map(
        ({ folder, payload, place, fate, because }) =>
          `| ${folder}/${payload} | \`${place}\` | ${sentences[fate]} | ${because} |`,
      ),
    ].join('\n'),
  ].join('\n\n');
}
