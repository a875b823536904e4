import { useProxyOf } from './proxy.ts';
import { usage } from './usage.ts';
import { version } from './version.ts';

interface Command {
  readonly run: (args: string[]) => Promise<void>;
}

/** A command loads what it needs and no other does: a key is there in a moment, and `serve` has no emulator. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: () => import('./commands/serve.ts'),
  sandbox: () => import('./commands/sandbox.ts'),
  doctor: () => import('./commands/doctor.ts'),
  certify: () => import('./commands/certify.ts'),
  index: () => import('./commands/index.ts'),
  rewrap: () => import('./commands/rewrap.ts'),
  'verify-receipt': () => import('./commands/verify-receipt.ts'),
  schema: () => import('./commands/schema.ts'),
  keygen: () => import('./commands/keygen.ts'),
};

function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

/** Runs a command: its name, and what follows it. */
export async function main([name = 'help', ...args]: string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (name === 'help' || asksForHelp(name) || (command && args.some(asksForHelp))) {
    console.log(usage);
  } else if (name === '--version') {
    console.log(version());
  } else if (!command) {
    console.error(usage);
    process.exitCode = 2;
  } else {
    await run(command, args);
  }
}

async function run(load: () => Promise<Command>, args: string[]): Promise<void> {
  try {
    useProxyOf(process.env);
    const command = await load();
    await command.run(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
