#!/usr/bin/env node
import { keepYoungSmall } from './young-generation.ts';

/** The oldest major version of Node that can load the program. An older one prints a message instead. */
const needed = 24;

if (Number.parseInt(process.versions.node, 10) >= needed) {
  keepYoungSmall();
  const { main } = await import('./cli.ts');
  await main(process.argv.slice(2));
} else {
  console.error(`vaultgraph needs Node ${needed} or newer; this is ${process.version}.`);
  process.exitCode = 2;
}
