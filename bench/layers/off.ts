import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { replaced } from './replaced.ts';

/**
 * Loaded into vaultgraph before anything else: modules of the layer that `WITHOUT` names are replaced by ones that do
 * nothing, so that its price can be measured without a switch in the product.
 */
const layer = process.env['WITHOUT'] ?? '';
const dist = join(import.meta.dirname, '../../dist');
const files = replaced[layer];
if (!files) throw new Error(`There is no layer ${layer}; choose one of ${Object.keys(replaced).join(', ')}.`);
const substitutes = new Map(
  Object.entries(files).map(([file, substitute]) => [
    toUrl(join(dist, file)),
    toUrl(join(import.meta.dirname, substitute)),
  ]),
);
for (const url of substitutes.keys()) {
  if (!existsSync(fileURLToPath(url)))
    throw new Error(`${url} does not exist: build, and look at replaced.ts.`);
}

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const url = substitutes.get(found.url);
    return url === undefined ? found : { ...found, url, format: 'module-typescript' };
  },
});

function toUrl(path: string): string {
  return pathToFileURL(path).href;
}
