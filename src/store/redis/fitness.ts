import type { RedisClientType } from '@redis/client';

/** A Redis that may lose what it acknowledged, and a sentence for each reason. */
export class UnfitRedisError extends Error {
  override readonly name = 'UnfitRedisError';
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(`This Redis cannot keep outcomes: ${reasons.join(' ')}`);
    this.reasons = reasons;
  }
}

/** What a Redis must be set to, and why. */
const demands = [
  {
    setting: 'appendonly',
    value: 'yes',
    because: 'without its log on disk every outcome is lost when Redis restarts',
  },
  {
    setting: 'appendfsync',
    value: 'always',
    because:
      'Redis otherwise acknowledges claims that a crash still loses, and a lost claim lets a write be repeated',
  },
  {
    setting: 'maxmemory-policy',
    value: 'noeviction',
    because:
      'Redis otherwise deletes outcomes when its memory is full, and a deleted outcome lets a write be repeated',
  },
] as const;

/** Asks a Redis for its settings; rejects with `UnfitRedisError` if it may lose what it acknowledged. */
export async function assertFitness(client: RedisClientType): Promise<void> {
  const settings = await readSettings(client);
  const reasons = demands.flatMap(({ setting, value, because }) =>
    settings[setting] === value ? [] : [`${setting} must be ${value}: ${because}.`],
  );
  if (reasons.length > 0) throw new UnfitRedisError(reasons);
}

async function readSettings(client: RedisClientType): Promise<Readonly<Record<string, string>>> {
  try {
    const parts = await Promise.all(['append*', 'maxmemory-policy'].map((name) => client.configGet(name)));
    return Object.assign({}, ...parts);
  } catch (error) {
    // A hosted Redis may have no CONFIG, a user may lack the right to it.
    if (!(error instanceof Error) || !/^(?:NOPERM|ERR unknown command)/.test(error.message)) throw error;
    throw new UnfitRedisError([
      'its settings cannot be read, so that it is unknown whether it loses outcomes: allow its user CONFIG GET (`ACL SETUSER NAME +config|get`).',
    ]);
  }
}
