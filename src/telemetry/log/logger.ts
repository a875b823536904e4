import { instantText } from '../../domain/instant-text.ts';
import { loggedText, type LogFields } from './fields.ts';
import type { LineSink } from './line-sink.ts';
import { quoted } from './quoted.ts';
import { known } from './request.ts';
import { standardOutput } from './standard-output.ts';

/** Writes log lines. A line has the fields that are allowed, and what is known of the request it belongs to. */
export type Logger = Readonly<Record<Severity, Write>>;

const severities = ['debug', 'info', 'warn', 'error'] as const;
type Severity = (typeof severities)[number];

type Write = (message: string, fields?: LogFields) => void;

/** One JSON object a line; to standard output unless a sink is given. Lines below the level are not written. */
export function createLogger(sink: LineSink = standardOutput(), level: Severity = 'info'): Logger {
  const at = (severity: Severity): Write => {
    if (severities.indexOf(severity) < severities.indexOf(level)) return silent;
    return (message, fields = {}) => {
      const logged = loggedText(fields, known());
      const time = instantText(new Date());
      sink.write(`{"level":"${severity}","time":"${time}"${logged},"msg":${quoted(message)}}\n`);
    };
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function silent(): void {
  // Nothing is logged at this level.
}

/** Keeps nothing. */
export const noLogger: Logger = { debug: silent, info: silent, warn: silent, error: silent };
