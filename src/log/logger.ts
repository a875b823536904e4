import { pino } from 'pino';
import { allowed, scrubbed, type LogFields } from './fields.ts';
import { known } from './request.ts';

/** Writes log lines. A line tells the fields that are allowed, and of the request it belongs to what is known of it. */
export type Logger = Readonly<Record<'info' | 'warn' | 'error', Write>>;

type Write = (message: string, fields?: LogFields) => void;

/** Takes whole lines. */
export interface LineSink {
  readonly write: (line: string) => void;
}

/** Lines are out when `write` returns. */
export function standardOutput(): LineSink {
  return pino.destination({ dest: 1, sync: true });
}

/** One JSON object a line; to standard output unless a sink is given. */
export function createLogger(sink: LineSink = standardOutput()): Logger {
  const logger = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    sink,
  );
  const at =
    (level: keyof Logger): Write =>
    (message, fields) => {
      logger[level](allowed({ ...known(), ...fields }), scrubbed(message));
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function silent(): void {
  // Nobody reads it.
}

/** Keeps nothing. */
export const noLogger: Logger = { info: silent, warn: silent, error: silent };
