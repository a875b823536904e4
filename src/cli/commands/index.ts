import { readConfig } from '../../config/config.ts';
import { buildIndexes, readIndexArgs } from '../build-indexes.ts';
import { configFile } from '../config-file.ts';
import { untilInterrupted } from '../interrupted.ts';
import { fetchBehindProxy } from '../proxy.ts';

/** `vaultgraph index`. */
export async function run(args: string[]): Promise<void> {
  const values = readIndexArgs(args);
  const config = await readConfig(configFile(values.config), process.env);
  await untilInterrupted(async (signal) => {
    process.exitCode = await buildIndexes(config, values, {
      ...fetchBehindProxy(process.env),
      print: (line) => console.log(line),
      printProgress: (line) => console.error(line),
      signal,
    });
  });
}
