import { parseArgs } from 'node:util';
import { configJsonSchema } from '../../config/json-schema.ts';
import { exportJsonSchema } from '../../gateway/export/export-document.ts';
import { printClientGraph, printGraph } from '../../graph/print.ts';

/** `vaultgraph schema`. */
export function run(args: string[]): Promise<void> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ args, options: { config: flag, client: flag, export: flag } });
  const jsonSchema = values.config ? configJsonSchema() : values.export ? exportJsonSchema() : null;
  const graph = values.client ? printClientGraph() : printGraph();
  console.log(jsonSchema ? JSON.stringify(jsonSchema, null, 2) : graph.trimEnd());
  return Promise.resolve();
}
