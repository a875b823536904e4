import { parseArgs } from 'node:util';
import { withConfig } from '../config-file.ts';
import { examine } from '../doctor.ts';
import { describeKeys } from '../sealing-secrets.ts';

/** `vaultgraph doctor`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { config: { type: 'string' }, sandbox: { type: 'boolean', default: false } },
  });
  await withConfig(values, async (config) => {
    const examination = await examine(config);
    console.log(examination.report);
    // Everyone knows the sandbox's keys.
    if (!values.sandbox) console.log(describeKeys(config));
    if (!examination.isHealthy) process.exitCode = 1;
  });
}
