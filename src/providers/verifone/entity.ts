import { ProviderError, type Origin } from '../../domain/errors.ts';
import { canonicalKey, isUuid } from '../../domain/text.ts';
import { orNull } from '../../upstream/failure.ts';
import { isSameKey } from '../../upstream/same-record.ts';
import { textOf } from '../shared/wire.ts';
import type { Call } from '../../port.ts';
import type { createApi } from './api.ts';
import * as rsql from './rsql.ts';

interface Owned {
  readonly id?: unknown;
  readonly entity_id?: unknown;
}

interface EntityOptions {
  readonly entityId: string;
  readonly api: ReturnType<typeof createApi>;
  readonly origin: Origin;
}

/** The organisation of an account. Credentials may see customers of others too, which are not there for this account. */
export function createEntity({ entityId, api, origin }: EntityOptions) {
  const condition = conditionOf(entityId);
  const isOurs = ({ entity_id: owner }: Owned): boolean => isSameKey(textOf(owner) ?? entityId, entityId);
  let wasSeen = false;

  /** Whether any customer of the organisation was ever found, which proves that the organisation exists. */
  const isSeen = async (call: Call): Promise<boolean> => {
    if (!wasSeen) {
      const search = { search: condition, page_number: 1, page_size: 1 };
      wasSeen = (await api.getCustomers(search, call)).some(isOurs);
    }
    return wasSeen;
  };

  return {
    /** What every search asks for. */
    condition,
    isSeen,

    /**
     * The record, or null if it is missing or belongs to another organisation. If `entityId` is wrong, every record
     * does: a foreign one says nothing until one of our own was seen.
     */
    ours: async <Found extends Owned>(reading: Promise<Found>, call: Call): Promise<Found | null> => {
      const found = await orNull(reading);
      if (found === null) return null;
      if (isOurs(found)) {
        wasSeen = true;
        return found;
      }
      if (await isSeen(call)) return null;
      throw new ProviderError('PROVIDER_BAD_RESPONSE', origin, { message: wrongEntity });
    },

    /** Fails if other organisations' customers are visible and none of this one's. */
    requireSeen: async (call: Call): Promise<void> => {
      if (await isSeen(call)) return;
      const anyCustomer = { search: rsql.differs('id', nilUuid), page_number: 1, page_size: 1 };
      if ((await api.getCustomers(anyCustomer, call)).length === 0) return;
      throw new ProviderError('PROVIDER_BAD_RESPONSE', origin, { message: wrongEntity });
    },

    /** Refuses what a search by the organisation should not have found. */
    requireOurs: (found: readonly Owned[]): void => {
      if (found.length > 0) wasSeen = true;
      if (found.every(isOurs)) return;
      throw new ProviderError('PROVIDER_BAD_RESPONSE', origin, { message: otherRecord });
    },
  };
}

/** A search needs a condition, and every customer's id differs from the nil UUID. */
const nilUuid = '00000000-0000-0000-0000-000000000000';

const wrongEntity =
  'The provider shows customers of another organisation and none of entityId: check entityId.';
const otherRecord = 'The provider answered about another record than the one it was asked about.';

/** Refuses rows that were not asked for. */
export function requireAsked(found: readonly Owned[], keys: readonly string[], origin: Origin): void {
  const asked = new Set(keys.map(canonicalKey));
  const isAsked = ({ id }: Owned): boolean => asked.has(canonicalKey(textOf(id) ?? ''));
  if (found.every(isAsked)) return;
  throw new ProviderError('PROVIDER_BAD_RESPONSE', origin, { message: otherRecord });
}

/** Verifone does not say whether a search minds the case of a UUID, so one in capitals is looked for in both. */
export function spellingsOf(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.flatMap((key) => [key, key.toLowerCase()]))];
}

function conditionOf(entityId: string): string {
  const spellings = isUuid(entityId) ? spellingsOf([entityId]) : [entityId];
  return spellings.length > 1 ? rsql.isIn('entity_id', spellings) : rsql.equal('entity_id', entityId);
}
