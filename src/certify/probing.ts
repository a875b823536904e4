import { randomInt } from 'node:crypto';
import { VaultError } from '../domain/errors.ts';
import type { Made, OwnRecord, ProbeAnswer, Probing } from '../providers/shared/assumption.ts';
import { NotSentError } from '../upstream/departure.ts';
import { createAsking, type Step, type World } from './asking.ts';
import type { Journal } from './journal.ts';
import { isDeleted } from './removing.ts';
import { originOf, type Subject } from './subject.ts';

/** A probe that needs a record was answered that there is none. */
export class NothingMadeError extends Error {
  override readonly name = 'NothingMadeError';
  readonly answer: ProbeAnswer;

  constructor(answer: ProbeAnswer) {
    super('No record could be made.');
    this.answer = answer;
  }
}

interface ProbingOptions {
  readonly world: World;
  /** Lists what is made; null if nothing may be made. */
  readonly journal: Journal | null;
  readonly signal: AbortSignal;
  readonly onStep: (step: Step) => void;
}

/** What one probe has to ask an account with. */
export function createProbing(
  subject: Subject,
  { world, journal, signal, onStep }: ProbingOptions,
): Probing<never> {
  const { certification, settings, tenant, key: account } = subject;
  const { records } = certification;
  const { exchange, ask: send } = createAsking(subject, world, { signal, onStep });

  const list = (mark: string): string => {
    if (journal === null) throw new Error('A probe that only reads makes nothing.');
    return journal.open({ tenant, account, mark });
  };
  /** What a probe has deleted itself. */
  const closeAt = (path: string): void => {
    const entry = journal
      ?.entries()
      .find(({ key }) => key !== null && records.one(key, settings).path === path);
    if (entry) journal?.close(entry.id);
  };
  const ask: Probing<never>['ask'] = async (request, through) => {
    const answer = await send(request, through);
    if (request.method === 'DELETE' && isDeleted(answer)) closeAt(request.path.path);
    return answer;
  };
  const ownRecord = (key: string, mark: string, answer: ProbeAnswer): OwnRecord => {
    const path = records.one(key, settings);
    const remove = () => ask({ method: 'DELETE', path });
    return { key, mark, answer, path, read: () => ask({ path }), remove };
  };

  const tryToMake = async (fields: object = {}, mark = newMark()): Promise<Made> => {
    const id = list(mark);
    const answer = await ask(records.creation(mark, fields, settings)).catch((error: unknown) => {
      if (wasNotSent(error)) journal?.close(id);
      throw error;
    });
    const key = records.keyOf(answer, mark);
    if (key !== null) journal?.made(id, key);
    else if (isRefused(answer)) journal?.close(id);
    return key === null ? { key, answer } : ownRecord(key, mark, answer);
  };

  return {
    settings,
    exchange,
    now: world.now,
    origin: originOf(subject),
    ask,
    newMark: () => {
      const mark = newMark();
      list(mark);
      return mark;
    },
    tryToMake,
    make: async (fields) => {
      const made = await tryToMake(fields);
      if (made.key === null) throw new NothingMadeError(made.answer);
      return made;
    },
  };
}

function newMark(): string {
  return `vaultgraph certify ${randomInt(1e11, 1e12)}`;
}

/** Whether nothing left: the credentials were refused before, or there was no connection. */
function wasNotSent(error: unknown): boolean {
  return error instanceof VaultError || error instanceof NotSentError;
}

/** Whether an answer proves that nothing was made. 408, 425 and an intermediary's page prove nothing. */
function isRefused({ status, json }: ProbeAnswer): boolean {
  return json !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 425;
}
