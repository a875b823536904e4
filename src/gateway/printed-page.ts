const style = `
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
section { break-before: auto; margin-top: 2rem; border-top: 1px solid }
table { width: 100%; border-collapse: collapse; margin: 0.5rem 0 1.5rem }
th, td { padding: 0.25rem 0.5rem; border-bottom: 1px solid #8888; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { width: 40%; font-weight: normal }
tr { break-inside: avoid }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
`;

/** One HTML file that loads nothing, for people and for paper. The body is markup. */
export function printedPage(title: string, body: string): string {
  return `${printedPageStart(title)}
${body}
${printedPageEnd}`;
}

/** What stands before its body. */
export function printedPageStart(title: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
    <title>${escaped(title)}</title>
    <style>${style}</style>
  </head>
  <body>
    <h1>${escaped(title)}</h1>`;
}

/** What stands after it. */
export const printedPageEnd = `  </body>
</html>
`;

/** A table of names and values, which are texts. */
export function printedTable(caption: string, rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(
    ([name, value]) => `        <tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `      <table>
        <caption>${escaped(caption)}</caption>
${lines.join('\n')}
      </table>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as markup. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
