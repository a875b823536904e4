import type { ExportDocument, ExportRecord } from './export-document.ts';
import { pageEnd, pageRecord, pageStart } from './export-page.ts';

/** What an export is written as, piece by piece. */
export interface ExportWriter {
  readonly start: (exportedAt: string, count: number) => string;
  readonly record: (record: ExportRecord, index: number) => string;
  /** With why it ends before its time; null if it does not. */
  readonly end: (problem: string | null) => string;
}

const format: ExportDocument['format'] = 'vaultgraph-export/1';

const json: ExportWriter = {
  start: (exportedAt) =>
    `{\n"format": ${JSON.stringify(format)},\n"exportedAt": ${JSON.stringify(exportedAt)},\n"records": [`,
  record: (record, index) => `${index > 0 ? ',' : ''}\n${JSON.stringify(record, null, 2)}`,
  end: (problem) => `\n],\n"problem": ${JSON.stringify(problem)}\n}\n`,
};

export const exportWriters = {
  json,
  html: { start: pageStart, record: pageRecord, end: pageEnd },
} as const satisfies Record<string, ExportWriter>;

interface Written {
  readonly exportedAt: string;
  readonly count: number;
  readonly records: AsyncIterable<ExportRecord>;
  /** Called with the error that ends it early. */
  readonly failed: (error: unknown) => void;
}

/** Writes records as they arrive. A failure is written at the end: a file that ends in another way was cut off. */
export async function* exportTexts(
  writer: ExportWriter,
  { exportedAt, count, records, failed }: Written,
): AsyncGenerator<string, void> {
  yield writer.start(exportedAt, count);
  let written = 0;
  let problem: string | null = null;
  try {
    for await (const record of records) {
      yield writer.record(record, written);
      written += 1;
    }
  } catch (error) {
    failed(error);
    problem = `An unexpected error ended this export after ${written} of ${count} records; the others are not in it.`;
  }
  yield writer.end(problem);
}
