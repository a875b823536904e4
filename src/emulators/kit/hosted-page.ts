import { createHash } from 'node:crypto';

interface HostedPage {
  readonly title: string;
  /** Whose page this stands in for, and what its buttons do: HTML. */
  readonly notice: string;
  /** The buttons: HTML. */
  readonly buttons: string;
  /** What the buttons do. The element with the role `status` shows the outcome. */
  readonly script: string;
}

const style = `
:root { color-scheme: light dark }
body { max-width: 34rem; margin: 4rem auto; padding: 0 1rem; font: 1.125rem/1.5 system-ui, sans-serif }
aside { padding: 0 1rem; border: 2px dashed }
button { padding: 0.5rem 1rem; font: inherit }
`;

/** The page that a provider hosts for a person. It runs its own script, talks to the emulator, and does nothing else. */
export function hostPage({ title, notice, buttons, script }: HostedPage): () => Response {
  const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${title} (emulator)</title>
    <link rel="icon" href="data:," />
    <style>${style}</style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <aside><p><strong>This is an emulator’s page.</strong> ${notice}</p></aside>
      <p>${buttons}</p>
      <p role="status"></p>
    </main>
    <script>${script}</script>
  </body>
</html>
`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      `script-src '${hashOf(script)}'`,
      `style-src '${hashOf(style)}'`,
      'img-src data:',
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
  return () => new Response(page, { headers });
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
