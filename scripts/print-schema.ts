import { readFileSync, writeFileSync } from 'node:fs';
import { printGraph } from '../src/graph/print.ts';

/** Writes `schema.graphql`; with `--check` it says whether the committed one is still true. */
if (!process.argv.includes('--check')) {
  writeFileSync('schema.graphql', printGraph());
} else if (readFileSync('schema.graphql', 'utf8') !== printGraph()) {
  console.error('schema.graphql is not what the code says: run `npm run codegen` and read the difference.');
  process.exitCode = 1;
}
