import type { Origin } from '../domain/errors.ts';
import type { Certification, ProviderDefinition } from '../providers/define.ts';

/** An account that is asked. */
export interface Subject {
  readonly tenant: string;
  readonly key: string;
  readonly environment: 'SANDBOX' | 'LIVE';
  readonly definition: ProviderDefinition;
  readonly certification: Certification<never>;
  /** What the definition's settings schema made. */
  readonly settings: never;
}

export function originOf({ key, definition }: Subject): Origin {
  return { account: key, provider: definition.code };
}
