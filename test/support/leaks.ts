import type { RunningEmulator } from '../../src/sandbox/index.ts';
import { canariesIn } from './canaries.ts';

/** Watches what a running graph shows beside the data that was asked for. */
export interface LeakWatch {
  /** Looks into the errors and extensions of an answer. */
  readonly answer: (text: string) => void;
  /** Throws if anything personal or secret was seen, in answers or in these lines. */
  readonly end: (lines: readonly string[]) => void;
}

/** Settings that name an account and are no secret. */
const open = new Set(['baseUrl', 'tokenUrl', 'entityId', 'profileId', 'userId', 'clientId', 'scope']);

/** E-mail addresses, canaries, the accounts' secrets, and where the providers are: nothing of it belongs into errors and logs. */
export function watchForLeaks(emulators: readonly RunningEmulator[]): LeakWatch {
  const secrets = emulators.flatMap(({ origin, emulator }) => [
    new URL(origin).host,
    ...emulator
      .accounts(origin)
      .flatMap(({ settings }) =>
        Object.entries(settings).flatMap(([name, value]) =>
          typeof value === 'string' && !open.has(name) ? [value] : [],
        ),
      ),
  ]);
  const found: string[] = [];
  const look = (text: string): void => {
    const isPersonal = /[\w.+-]+@[\w-]+\.\w{2,}/.test(text);
    if (isPersonal || canariesIn(text, secrets).length > 0) found.push(text);
  };

  return {
    answer: (text) => look(besideData(text)),
    end: (lines) => {
      lines.forEach(look);
      if (found.length > 0) throw new Error(`Leaked beside the data:\n${found.slice(0, 5).join('\n')}`);
    },
  };
}

function besideData(text: string): string {
  try {
    const { data: _data, ...rest } = JSON.parse(text);
    return JSON.stringify(rest);
  } catch {
    return '';
  }
}
