import type { Cassette } from '../cassettes/cassette.ts';
import { compareCassettes } from '../cassettes/compare.ts';

/** What people read of where accounts that were asked now differ from cassettes of their providers. */
export function toComparison(now: readonly Cassette[], recorded: ReadonlyMap<string, Cassette>): string {
  const compared = now.flatMap((cassette) =>
    [...recorded]
      .filter(([, { provider }]) => provider === cassette.provider)
      .map(([name, other]) => comparisonOf(cassette, name, other)),
  );
  return compared.length > 0 ? compared.join('\n\n') : 'No cassette is of a provider that was asked.';
}

function comparisonOf(cassette: Cassette, name: string, other: Cassette): string {
  const differences = compareCassettes(cassette, other);
  const lines = differences.map(
    ({ call, what, only }) => `  ${call}  ${what}: only ${only === 'first' ? 'now' : 'in the cassette'}`,
  );
  const count = differences.length === 0 ? 'nothing' : `${differences.length} shapes`;
  return [`${cassette.provider} differs from ${name} in ${count}.`, ...lines].join('\n');
}
