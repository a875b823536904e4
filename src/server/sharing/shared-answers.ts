import type { ExecutionResult } from 'graphql';
import type { Barrier } from '../../gateway/sharing/barrier.ts';
import type { HttpRequest } from '../../http/handle.ts';
import type { Logger } from '../../telemetry/log/logger.ts';
import type { RequestInfo } from '../request-info.ts';
import type { PreparedOperation } from '../prepared.ts';
import { startAnswer, type AnswerInFlight } from './answer-in-flight.ts';
import type { Effects } from './effects.ts';
import { toMade, type Answered, type Made } from './made.ts';
import { takeOver } from './take-over.ts';

/** A request that may be given the answer of another. */
export interface Asked {
  readonly operation: PreparedOperation;
  readonly request: Until;
  readonly info: RequestInfo;
  readonly barrier: Pick<Barrier, 'height'>;
}

type Until = Pick<HttpRequest, 'signal'>;

/** Executes the operation of a request, until the signal aborts or the time of the request is over. */
export type Execute = (
  until: Until,
) => Promise<{ readonly result: ExecutionResult; readonly effects: Effects }>;

export interface SharedAnswersOptions {
  readonly logger: Logger;
  /** Is called for each request that is given the answer of another. */
  readonly onShared: () => void;
}

/** An answer that is being made. */
interface Flight {
  readonly answer: AnswerInFlight<Made>;
  readonly height: number;
  readonly deadline: number;
}

/** What is known of one operation. */
interface Known {
  readonly flights: Map<string, Flight>;
  /** Callers whose last answer could not be shared: each of their requests is executed until an answer can be. */
  readonly apart: Set<string>;
}

/** The most callers of one operation that are remembered as apart. */
const mostApart = 200;

/**
 * Answers requests of one caller that ask for the same at the same time by one execution. A request that starts after the
 * barrier was raised is given no answer from before. An answer with errors is for its own request: those who waited along
 * are executed by themselves then.
 */
export function createSharedAnswers({ logger, onShared }: SharedAnswersOptions) {
  const operations = new WeakMap<PreparedOperation, Known>();
  const knownOf = (operation: PreparedOperation): Known => {
    const found = operations.get(operation) ?? { flights: new Map(), apart: new Set() };
    operations.set(operation, found);
    return found;
  };

  return async (asked: Asked, execute: Execute): Promise<Answered> => {
    const { operation, request, info, barrier } = asked;
    const { flights, apart } = knownOf(operation);
    // All that an execution may know of its caller.
    const who = JSON.stringify(info.caller);

    const make = async (until: Until): Promise<Made> => {
      const made = toMade(await execute(until), info);
      if (made.isForAll) apart.delete(who);
      else if (!until.signal.aborted) remember(apart, who);
      return made;
    };
    const start = (name: string, height: number): Flight => {
      const onEnd = (): void => {
        if (flights.get(name) === flight) flights.delete(name);
      };
      const answer = startAnswer((signal) => make({ signal }), onEnd);
      const flight = { answer, height, deadline: info.deadline };
      flights.set(name, flight);
      return flight;
    };

    const alone = async (): Promise<Answered> => ({ result: (await make(request)).result });

    const isAlone = apart.has(who) || request.signal.aborted;
    if (isAlone) return alone();
    const name = JSON.stringify([who, info.timeLimitMs, info.parameters.variables ?? {}]);
    const height = barrier.height();
    const other = flights.get(name);
    if (other?.height !== height || !other.answer.isOpen()) {
      const made = await start(name, height).answer.join(request.signal);
      return made ? { result: made.result } : alone();
    }
    // The other answer may come too late for this request.
    if (other.deadline > info.deadline) return alone();
    const made = await other.answer.join(request.signal).catch(() => null);
    if (!made?.isForAll) return alone();
    takeOver(made, info, logger);
    onShared();
    return made;
  };
}

/** Forgets those that were remembered first if there are too many. */
function remember(apart: Set<string>, who: string): void {
  apart.add(who);
  const [first = ''] = apart;
  if (apart.size > mostApart) apart.delete(first);
}
