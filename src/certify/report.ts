import { shapeOf, nameOf } from '../providers/shared/shape.ts';
import type { Step } from './asking.ts';
import type { Examined, Result } from './certify.ts';

/** What people read for an outcome. */
const words = {
  HOLDS: 'holds',
  DIFFERS: 'differs',
  UNKNOWN: 'unknown',
  NOT_TRIED: 'not tried',
} as const;

/** What was seen in place of what is assumed, or why nothing was; empty if it holds. */
function sayingOf({ finding, assumption }: Result): string {
  switch (finding.outcome) {
    case 'HOLDS':
      return '';
    case 'DIFFERS':
      return finding.seen.text;
    case 'UNKNOWN':
      return finding.why.text;
    case 'NOT_TRIED':
      return assumption.kind === 'write' ? 'It creates records: needs --write.' : 'The run was interrupted.';
  }
}

function adviceOf({ finding }: Result): string | null {
  return finding.outcome === 'DIFFERS' ? (finding.set?.text ?? null) : null;
}

/** A table for the terminal. */
export function toTable(examined: readonly Examined[]): string {
  return examined.map(tableOf).join('\n\n');
}

function tableOf({ subject, results, left }: Examined): string {
  const width = Math.max(...results.map(({ assumption }) => assumption.id.length));
  const rows = results.flatMap((result) => {
    const { assumption, finding } = result;
    const outcome = words[finding.outcome].padEnd(15);
    const advice = adviceOf(result);
    const isHarmless = finding.outcome === 'DIFFERS' && !assumption.isReliedOn;
    return [
      `  ${outcome}${assumption.id.padEnd(width)}  ${sayingOf(result)}`.trimEnd(),
      ...(isHarmless ? [`  ${' '.repeat(15 + width)}  The adapter copes with it.`] : []),
      ...(advice === null ? [] : [`  ${' '.repeat(15 + width)}  Set ${advice}`]),
    ];
  });
  const { key, environment, tenant, definition } = subject;
  return [
    `${key} (${definition.title}, ${environment}, tenant ${tenant})`,
    ...rows,
    ...(left > 0 ? [`  ${left} records could not be removed: run certify --clean.`] : []),
    `  ${countsOf(results)}`,
  ].join('\n');
}

function countsOf(results: readonly Result[]): string {
  const outcomes = Object.keys(words) as (keyof typeof words)[];
  const counted = outcomes.map((outcome) => ({
    outcome,
    count: results.filter(({ finding }) => finding.outcome === outcome).length,
  }));
  return counted
    .flatMap(({ outcome, count }) => (count > 0 ? [`${count} ${words[outcome]}`] : []))
    .join(', ');
}

/** For programs. Accounts are named by their keys. */
export function toJson(examined: readonly Examined[]): object {
  return {
    accounts: examined.map(({ subject, results, left }) => ({
      account: subject.key,
      tenant: subject.tenant,
      provider: subject.definition.code,
      environment: subject.environment,
      left,
      assumptions: results.map((result) => ({
        id: result.assumption.id,
        assumes: result.assumption.assumes,
        source: result.assumption.source,
        isReliedOn: result.assumption.isReliedOn,
        outcome: result.finding.outcome,
        saying: sayingOf(result) || null,
        set: adviceOf(result),
        durationMs: result.durationMs,
        calls: result.steps.map(callOf),
      })),
    })),
  };
}

/** A call without any of its values. */
function callOf({ method, route, answer }: Step) {
  return {
    method,
    route,
    status: answer.status,
    headers: [...new Set(Object.keys(answer.headers).map(nameOf))],
    shape: answer.readable ? (answer.json === undefined ? 'nothing' : shapeOf(answer.json)) : 'no JSON',
    durationMs: answer.durationMs,
  };
}

/** A page that may be posted in public: providers, and names, types, statuses and timings of what they answer. */
export function toMarkdown(examined: readonly Examined[], version: string): string {
  return `${[
    '# What vaultgraph certify found',
    `vaultgraph ${version}, Node ${process.versions.node}. No value that an account holds is in this page: names and types of fields, statuses, names of headers, timings.`,
    ...examined.flatMap(sectionsOf),
  ].join('\n\n')}\n`;
}

function sectionsOf({ subject, results }: Examined): readonly string[] {
  const rows = results.map((result) => {
    const { id, assumes, source } = result.assumption;
    const advice = adviceOf(result);
    const saying = [sayingOf(result), ...(advice === null ? [] : [`Set \`${advice}\`.`])].join(' ');
    return [`\`${id}\``, words[result.finding.outcome], saying, assumes, source];
  });
  const calls = results.flatMap(({ assumption, steps }) =>
    steps
      .map(callOf)
      .map(({ method, route, status, headers, shape, durationMs }) => [
        `\`${assumption.id}\``,
        `${method} /${route}`,
        String(status),
        `\`${shape}\``,
        headers.join(', '),
        `${durationMs} ms`,
      ]),
  );
  return [
    `## ${subject.definition.title} (\`${subject.definition.code}\`), ${subject.environment}`,
    `${countsOf(results)}.`,
    tableWith(['Assumption', 'Outcome', 'What was seen', 'What is assumed', 'Source'], rows),
    '### Calls',
    tableWith(['For', 'Call', 'Status', 'Answer', 'Headers', 'Took'], calls),
  ];
}

function tableWith(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}
