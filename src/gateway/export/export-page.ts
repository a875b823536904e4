import type { ExportDocument, ExportRecord } from './export-document.ts';
import { escaped, printedPageEnd, printedPageStart, printedTable } from '../printed-page.ts';
import { isRawNumber } from '../../upstream/json.ts';

/** An export as one HTML file that loads nothing, for people and for paper. */
export function exportPage({ exportedAt, records, problem }: ExportDocument): string {
  return [pageStart(exportedAt, records.length), ...records.map(pageRecord), pageEnd(problem)].join('');
}

/** Its first part. Whether it is whole is said at its end. */
export function pageStart(exportedAt: string, recordCount: number): string {
  const count = recordCount === 1 ? 'one record' : `${recordCount} records`;
  return `${printedPageStart('What is held of a person')}
    <p>Read on <time>${escaped(exportedAt)}</time> from ${count}. Secrets and full card numbers are named as held and not shown. If the last line is not “End of the export”, something is missing.</p>
`;
}

/** Its last part, with why records are missing; null if all of them are there. */
export function pageEnd(problem: string | null): string {
  const lastLine =
    problem === null
      ? '<p>End of the export</p>'
      : `<p role="alert"><strong>${escaped(problem)}</strong></p>`;
  return `    ${lastLine}
${printedPageEnd}`;
}

const statuses: Readonly<Record<ExportRecord['status'], string>> = {
  WHOLE: 'Everything was read.',
  PARTIAL: 'Something could not be read.',
  ABSENT: 'The provider has no such customer.',
  FAILED: 'The customer could not be read.',
};

/** The part of one record. */
export function pageRecord({ account, status, problems, answers }: ExportRecord): string {
  return `    <section>
      <h2>${escaped(account.displayName)}</h2>
      <p>${[statuses[status], ...problems].map(escaped).join(' ')}</p>
${answers.map(({ operation, readAt, json }) => printedTable(`${operation}, ${readAt}`, leavesOf(json, []))).join('\n')}
    </section>
`;
}

/** Each value with the names that lead to it, such as `billing.city`. */
function leavesOf(value: unknown, path: readonly string[]): [path: string, value: string][] {
  if (typeof value === 'object' && value !== null && !isRawNumber(value)) {
    return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
  }
  return [[path.join('.'), isRawNumber(value) ? value.rawJSON : String(value)]];
}
