import type { ExportDocument, ExportRecord } from './export-document.ts';
import { isRawNumber } from '../../upstream/json.ts';

/** An export as one HTML file that loads nothing, for people and for paper. */
export function exportPage({ exportedAt, records }: ExportDocument): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
    <title>What is held of a person</title>
    <style>${style}</style>
  </head>
  <body>
    <h1>What is held of a person</h1>
    <p>Read on <time>${escaped(exportedAt)}</time> from ${records.length === 1 ? 'one record' : `${records.length} records`}. Secrets and full card numbers are named as held and not shown.</p>
${records.map(section).join('\n')}
  </body>
</html>
`;
}

const style = `
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
section { break-before: auto; margin-top: 2rem; border-top: 1px solid }
table { width: 100%; border-collapse: collapse; margin: 0.5rem 0 1.5rem }
th, td { padding: 0.25rem 0.5rem; border-bottom: 1px solid #8888; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { width: 40%; font-weight: normal }
tr { break-inside: avoid }
`;

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
${answers.map(({ operation, readAt, json }) => table(`${operation}, ${readAt}`, json)).join('\n')}
    </section>`;
}

function table(caption: string, json: unknown): string {
  const rows = leavesOf(json, []).map(
    ([path, value]) => `        <tr><th scope="row">${escaped(path)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `      <table>
        <caption>${escaped(caption)}</caption>
${rows.join('\n')}
      </table>`;
}

/** Each value with the names that lead to it, such as `billing.city`. */
function leavesOf(value: unknown, path: readonly string[]): [path: string, value: string][] {
  if (typeof value === 'object' && value !== null && !isRawNumber(value)) {
    return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
  }
  return [[path.join('.'), isRawNumber(value) ? value.rawJSON : String(value)]];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
