import type { ExportDocument, ExportRecord } from './export-document.ts';
import { escaped, printedPage, printedTable } from '../printed-page.ts';
import { isRawNumber } from '../../upstream/json.ts';

/** An export as one HTML file that loads nothing, for people and for paper. */
export function exportPage({ exportedAt, records }: ExportDocument): string {
  const count = records.length === 1 ? 'one record' : `${records.length} records`;
  const intro = `    <p>Read on <time>${escaped(exportedAt)}</time> from ${count}. Secrets and full card numbers are named as held and not shown.</p>`;
  return printedPage('What is held of a person', [intro, ...records.map(section)].join('\n'));
}

const statuses: Readonly<Record<ExportRecord['status'], string>> = {
  WHOLE: 'Everything was read.',
  PARTIAL: 'Something could not be read.',
  ABSENT: 'The provider has no such customer.',
  FAILED: 'The customer could not be read.',
};

function section({ account, status, problems, answers }: ExportRecord): string {
  return `    <section>
      <h2>${escaped(account.displayName)}</h2>
      <p>${[statuses[status], ...problems].map(escaped).join(' ')}</p>
${answers.map(({ operation, readAt, json }) => printedTable(`${operation}, ${readAt}`, leavesOf(json, []))).join('\n')}
    </section>`;
}

/** Each value with the names that lead to it, such as `billing.city`. */
function leavesOf(value: unknown, path: readonly string[]): [path: string, value: string][] {
  if (typeof value === 'object' && value !== null && !isRawNumber(value)) {
    return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
  }
  return [[path.join('.'), isRawNumber(value) ? value.rawJSON : String(value)]];
}
