import cluster, { type Worker } from 'node:cluster';
import type { Snapshot } from '../telemetry/metrics/metrics.ts';
import type { HealthDetails } from '../server/probes.ts';

/** What a worker reports when the first process asks. */
export interface WorkerReport {
  readonly metrics: Snapshot;
  /** Null if it was not asked for. */
  readonly health: HealthDetails | null;
}

interface Question {
  readonly question: number;
  readonly withHealth: boolean;
}

interface Answer extends WorkerReport {
  readonly answer: number;
}

const patienceMs = 1000;

/** Has a worker answer whenever it is asked. */
export function answerReports(report: (withHealth: boolean) => Promise<WorkerReport>): void {
  process.on('message', (message: unknown) => {
    if (!isQuestion(message)) return;
    const { question, withHealth } = message;
    // The first process gives up a worker that cannot answer.
    void report(withHealth).then(
      (answer) => process.connected && process.send?.({ answer: question, ...answer }),
      () => undefined,
    );
  });
}

let questions = 0;

/** Asks these workers at once; one that does not answer within a second is left out. */
export async function askWorkers(
  ids: Iterable<number>,
  withHealth: boolean,
): Promise<ReadonlyMap<number, WorkerReport>> {
  const answers = await Promise.all(
    [...ids].map(async (id) => {
      const worker = cluster.workers?.[id];
      const report = worker?.isConnected() ? await ask(worker, withHealth) : null;
      return report ? ([id, report] as const) : null;
    }),
  );
  return new Map(answers.filter((answer) => answer !== null));
}

function ask(worker: Worker, withHealth: boolean): Promise<WorkerReport | null> {
  questions += 1;
  const question = questions;
  return new Promise((resolve) => {
    const end = (report: WorkerReport | null): void => {
      clearTimeout(patience);
      worker.off('message', hear);
      resolve(report);
    };
    const hear = (message: unknown): void => {
      if (isAnswer(message) && message.answer === question) end(message);
    };
    const patience = setTimeout(end, patienceMs, null);
    worker.on('message', hear);
    worker.send({ question, withHealth } satisfies Question);
  });
}

function isQuestion(message: unknown): message is Question {
  return typeof message === 'object' && message !== null && 'question' in message;
}

function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'answer' in message;
}
