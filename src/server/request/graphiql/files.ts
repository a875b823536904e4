import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { renderPage, type GraphiqlPage } from './page.ts';

/** What a browser loads to show GraphiQL. */
export interface GraphiqlFiles {
  readonly page: { readonly html: Buffer; readonly policy: string };
  /** Named by its content. */
  readonly script: { readonly name: string; readonly bytes: Buffer; readonly gzipped: Buffer };
}

/** The page, and apart from it its script, which is so large that a browser should read and compile it once. */
export async function makeFiles(options: GraphiqlPage): Promise<GraphiqlFiles> {
  const [before = '', text = '', after = ''] = renderPage(options).split(/<script>(.*)<\/script>/s);
  const bytes = Buffer.from(text);
  const hash = createHash('sha256').update(bytes).digest();
  const name = hash.toString('base64url');
  const integrity = `sha256-${hash.toString('base64')}`;
  // The address is relative: the page may be below a path that only a proxy in front of us knows.
  const element = `<script src="?graphiql=${name}" integrity="${integrity}"></script>`;
  return {
    page: { html: Buffer.from(before + element + after), policy: policyFor(integrity) },
    script: { name, bytes, gzipped: await promisify(gzip)(bytes) },
  };
}

/** The page runs its own script and nothing else: it loads nothing more, and talks to this API alone. */
function policyFor(integrity: string): string {
  const policy = {
    'default-src': "'none'",
    'script-src': `'${integrity}'`,
    // The editor makes its workers from texts in the script, and writes styles as it goes.
    'worker-src': 'blob:',
    'style-src': "'unsafe-inline'",
    'font-src': 'data:',
    'img-src': 'data:',
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}
