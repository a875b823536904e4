#!/usr/bin/env node
import { keepYoungSmall } from './young-generation.ts';

/** The command of the package. A Node that is too old is told so in words: the program itself could not even be loaded by it. */
const needed = 24;

if (Number.parseInt(process.versions.node, 10) >= needed) {
  keepYoungSmall();
  const { main } = await import('./cli.ts');
  await main(process.argv.slice(2));
} else {
  console.error(`vaultgraph needs Node ${needed} or newer; this is ${process.version}.`);
  process.exitCode = 2;
}
