import type { Config } from '../config/schema.ts';
import { openFile } from './open-file.ts';
import { createAudit, noAudit, type Audit } from '../telemetry/audit/audit.ts';
import { createLines, openLines } from '../telemetry/audit/lines.ts';
import type { LineSink } from '../telemetry/log/line-sink.ts';

export interface OpenAudit {
  readonly record: Audit;
  readonly close: () => void;
}

/** The audit that a configuration asks for; a `ConfigError` if its file cannot be opened. */
export function openAudit({ audit }: Config, sink: LineSink, report: (error: unknown) => void): OpenAudit {
  if (audit.type === 'none') return { record: noAudit, close: () => undefined };
  const lines =
    audit.type === 'file'
      ? openFile('audit.path', () => openLines(audit.path))
      : createLines((line) => sink.write(line));
  const record = createAudit({ lines, now, report });
  return {
    record,
    close: () => {
      record.flush();
      lines.close();
    },
  };
}

function now(): Date {
  return new Date();
}
