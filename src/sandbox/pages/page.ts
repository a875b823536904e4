import { createHash } from 'node:crypto';
import { logo } from '../../server/request/index.ts';

interface PageParts {
  readonly title: string;
  /** What stands in the page's `main`. */
  readonly body: string;
  readonly script?: string;
}

const style = `
:root { color-scheme: light dark; --ink: #10182b; --soft: #55607a; --paper: #f4f6fb; --card: #fff; --line: #dde2ee; --accent: #2f5bea; --danger: #b3261e }
@media (prefers-color-scheme: dark) { :root { --ink: #edf0f8; --soft: #a5aec4; --paper: #0e1320; --card: #171e2e; --line: #2a3349; --accent: #8da8ff; --danger: #ff9d96 } }
* { box-sizing: border-box }
body { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
header { display: flex; align-items: center; gap: 0.75rem; margin-bottom: 1.5rem; font-size: 1.125rem; font-weight: 650 }
header a { display: flex; align-items: center; gap: 0.75rem; color: inherit; text-decoration: none }
header svg { width: 2rem }
h1 { margin: 0 0 0.5rem; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.02em }
p { margin: 0 0 1.25rem; color: var(--soft) }
ul { display: grid; gap: 0.75rem; margin: 0; padding: 0; list-style: none }
li { position: relative; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 12px; background: var(--card) }
li:has(a):hover { border-color: var(--accent) }
li a { color: var(--accent); font-weight: 650; text-decoration: none }
li a::after { position: absolute; inset: 0; content: '' }
li p { margin: 0.125rem 0 0 }
li:has(select), li.row { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1rem }
label { font-weight: 600 }
select, input, button { min-height: 40px; padding: 0.375rem 0.75rem; border: 1px solid #8791a8; border-radius: 8px; background: var(--card); color: inherit; font: inherit }
select { max-width: 100% }
li.failing { border-color: var(--danger) }
button { cursor: pointer }
code, pre { font: 0.875em ui-monospace, Menlo, Consolas, monospace }
pre { overflow-x: auto; margin: 0 0 1.25rem; padding: 0.875rem 1.25rem; border: 1px solid var(--line); border-radius: 12px; background: var(--card) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.375rem 1.25rem; margin: 0 }
dd { margin: 0; color: var(--soft) }
h2 { margin: 2rem 0 0.5rem; font-size: 1.125rem }
.actions { display: flex; align-items: center; gap: 1rem; margin-top: 1rem }
.actions p { margin: 0 }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
`;

/** A page of the sandbox's own: it runs its script, talks to where it comes from, and loads nothing. */
export function toPage({ title, body, script = '' }: PageParts): Response {
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(logo)}" />
    <style>${style}</style>
  </head>
  <body>
    <header><a href="/">${logo} vaultgraph</a></header>
    <main>${body}</main>
    ${script && `<script>${script}</script>`}
  </body>
</html>
`;
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        'img-src data:',
        "connect-src 'self'",
        `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  });
}
