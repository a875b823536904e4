import { readCertifyArgs, runCertify } from '../certify.ts';
import { withConfig } from '../config-file.ts';
import { untilInterrupted } from '../interrupted.ts';
import { version } from '../version.ts';

/** `vaultgraph certify`. */
export async function run(args: string[]): Promise<void> {
  const values = readCertifyArgs(args);
  await untilInterrupted((signal) =>
    withConfig(values, async (config) => {
      process.exitCode = await runCertify(config, values, {
        version: version(),
        print: (line) => console.log(line),
        printProgress: (line) => console.error(line),
        signal,
      });
    }),
  );
}
