import { clockHeader, clockValues } from './request-clock.ts';
import { faultHeader, faultKinds } from './request-faults.ts';

/** What the schema's description says of the sandbox, in Markdown. */
export const hints = `## In this sandbox

The header \`${faultHeader}: monri-1=down\`, under Headers, makes an account fail for one request:

${tableOf(
  ['Fault', 'The account'],
  Object.entries(faultKinds).map(([kind, { says }]) => [kind, says]),
)}

The header \`${clockHeader}: +2h\` says what time it is for one request:

${tableOf(['Clock', 'What it shows'], Object.entries(clockValues))}

[/faults](/faults) makes accounts fail until you say otherwise, [/state](/state) saves what they hold and goes back to it.`;

function tableOf(head: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const body = rows.map(([value, says]) => `| \`${value}\` | ${says} |`);
  return [`| ${head.join(' | ')} |`, '| --- | --- |', ...body].join('\n');
}
