import { randomUUID } from 'node:crypto';

/** Whether this is the long run, which includes every other run. */
export const isLong = process.env['FAULT_RUN'] === 'long';

/** Repeats the random choices of an earlier run; each run prints its own. */
export const seed = process.env['FAULT_SEED'] ?? randomUUID().slice(0, 8);

export const trialsPerKind = isLong ? 2_000 : 40;
export const kills = isLong ? 210 : 14;
/** Of processes that erase: by one with SQLite, by two with Redis. */
export const erasingKills = isLong ? { sqlite: 200, redis: 50 } : { sqlite: 8, redis: 4 };
/** Of processes that share a Redis: rounds of callers with one key, and writes amid kills. */
export const sharedRounds = isLong ? 100 : 10;
export const sharedWrites = isLong ? 1_000 : 60;
export const generatedInputs = isLong ? 1_000 : 60;
/** Of each record that a provider answers with. */
export const oddValues = isLong ? 600 : 20;

/** How long a run may take altogether, in milliseconds. */
export const longest = isLong ? 3_600_000 : 180_000;
