import { InvalidInputError } from '../../domain/errors.ts';
import type { Account } from '../../gateway/account.ts';
import type { Context } from '../../builder/context.ts';
import { openId } from './open-id.ts';

/** The most customers that are named as one person. */
const most = 20;

export const customersDescription = `The ids of the customers that are the person, 1 to ${most}, each once.`;

export interface NamedCustomer {
  readonly id: string;
  readonly account: Account;
  readonly key: string;
}

/** The customers that ids name; an `InvalidInputError` for a list that is refused, whatever the reason. */
export async function customersNamed(
  ids: readonly string[],
  context: Context,
): Promise<readonly NamedCustomer[]> {
  if (ids.length === 0 || ids.length > most || new Set(ids).size < ids.length) throw miscounted();
  const opened = await Promise.all(ids.map((id) => openId(id, 'Customer', context)));
  const issues = opened.flatMap((target, index) =>
    target
      ? []
      : [
          {
            path: ['customers', String(index)],
            code: 'MALFORMED' as const,
            message: 'This id names no customer.',
          },
        ],
  );
  if (issues.length > 0) throw new InvalidInputError(issues);
  const named = opened.flatMap((found, index) =>
    found ? [{ id: ids[index] ?? '', account: found.account, key: found.target.key }] : [],
  );
  // Under another key for ids, one customer has another id.
  const records = named.map(({ account, key }) => JSON.stringify([account.key, key]));
  if (new Set(records).size < records.length) throw miscounted();
  return named;
}

function miscounted(): InvalidInputError {
  const message = `Name 1 to ${most} customers, each once.`;
  return new InvalidInputError([{ path: ['customers'], code: 'MALFORMED', message }]);
}
