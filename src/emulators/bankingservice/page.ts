import type { ListFaults } from '../kit/emulator.ts';
import { invalid, notFound } from './answers.ts';
import type { BankingserviceSwitches } from './asked.ts';

interface Paging extends Pick<
  BankingserviceSwitches,
  'maximumPageSize' | 'pageParameter' | 'sizeParameter' | 'pastTheEndStatus'
> {
  readonly lists: ListFaults;
}

/**
 * One page of `items` in the documented envelope. The names `page` and `size`, the limits and their refusal are
 * assumed: the documentation shows the answer only.
 */
export function paged(
  items: readonly unknown[],
  url: URL,
  { maximumPageSize, pageParameter, sizeParameter, pastTheEndStatus, lists }: Paging,
): Response {
  const page = wholeNumber(url, pageParameter, 0);
  const asked = wholeNumber(url, sizeParameter, 20);
  const sizeFits = asked !== null && asked >= 1 && asked <= maximumPageSize;
  if (page === null || !sizeFits) {
    return invalid('Invalid request', {
      ...(page === null && { page: 'must be a whole number from 0' }),
      ...(!sizeFits && { size: `must be a whole number from 1 to ${maximumPageSize}` }),
    });
  }

  const size = Math.min(asked, lists.pageCap ?? Infinity);
  const count = items.length;
  if (page > 0 && page * size >= count && pastTheEndStatus === 404) return notFound();
  const start = lists.placeIgnored ? 0 : page * size;
  const data = items.slice(start, start + size);
  return Response.json({ page, pages: Math.ceil(count / size), size, count, data });
}

function wholeNumber(url: URL, name: string, otherwise: number): number | null {
  const text = url.searchParams.get(name);
  if (text === null) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
