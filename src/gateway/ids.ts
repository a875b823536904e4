import { hash } from 'node:crypto';
import type { ReferenceName } from '../domain/customer-name.ts';
import { IdKeyUnknownError } from '../domain/errors.ts';
import { toTarget, toText, type IdTarget } from './id-text.ts';
import { createSeal, type Opening, type Seal } from './sealing/seal.ts';

export type { IdTarget };

/** One tenant's opaque names: ids of objects, and cursors. */
export interface Ids {
  readonly seal: (target: IdTarget) => string;
  /** The ids of a page, which cost little more than one. */
  readonly sealAll: (targets: readonly IdTarget[]) => string[];
  /** Null for anything that is not an id of this tenant; an `IdKeyUnknownError` if its key is not here. */
  readonly open: (id: string) => IdTarget | null;
  /** The same for all of a page, the errors as values. */
  readonly openAll: (ids: readonly string[]) => (IdTarget | null | IdKeyUnknownError)[];
  /** Whether an id that was opened is the one that its target would be given now. */
  readonly isCurrent: (opened: string) => boolean;
  readonly cursors: Seal;
  /** Names of customers who need not be there yet. */
  readonly references: References;
}

interface References {
  readonly seal: (name: ReferenceName) => string;
  /** Null for anything that was not sealed here. */
  readonly open: (sealed: string) => ReferenceName | null;
}

export type Secrets = readonly [Uint8Array, ...Uint8Array[]];

interface IdsOptions {
  /** As `secrets`, for cursors, which may be sealed with others tomorrow; those of the ids if absent. */
  readonly cursorSecrets?: Secrets;
  /** Called with the number of opened ids that would be sealed in another way today. */
  readonly onOutdated?: (count: number) => void;
}

/** Ids are deterministic, bound to the tenant, and hold nothing readable. The first secret seals, all of them open. */
export function createIds(
  secrets: Secrets,
  tenant: string,
  { cursorSecrets = secrets, onOutdated }: IdsOptions = {},
): Ids {
  const ids = createSeal(secrets, tenant, 'id');
  const openAll = (sealed: readonly string[]): (IdTarget | null | IdKeyUnknownError)[] => {
    const openings = ids.openAll(sealed);
    const outdated = openings.filter((opening) => typeof opening === 'object' && opening.isOutdated);
    if (outdated.length > 0) onOutdated?.(outdated.length);
    return openings.map(read);
  };
  return {
    seal: (target) => ids.seal(toText(target)),
    sealAll: (targets) => ids.sealAll(targets.map(toText)),
    open: (id) => {
      const [target = null] = openAll([id]);
      if (target instanceof IdKeyUnknownError) throw target;
      return target;
    },
    openAll,
    isCurrent: ids.isCurrent,
    cursors: createSeal(cursorSecrets, tenant, 'cursor'),
    references: createReferences(createSeal(secrets, tenant, 'reference')),
  };
}

function createReferences({ seal, open }: Seal): References {
  return {
    seal: ({ provider, account, reference }) => seal(JSON.stringify([provider, account, reference])),
    open: (sealed) => {
      const text = open(sealed);
      if (text === null) return null;
      const [provider, account, reference] = JSON.parse(text);
      return { provider, account, reference };
    },
  };
}

function read(opening: Opening): IdTarget | null | IdKeyUnknownError {
  if (typeof opening === 'object') return toTarget(opening.text);
  return opening === 'KEY_UNKNOWN' ? new IdKeyUnknownError() : null;
}

/** A short digest that stands for a text which must not be kept. */
export function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}
