import { invalid } from './answers.ts';

/**
 * One page of `items` in the documented envelope. The names `page` and `size`, the limits and their refusal are
 * assumed: the documentation shows the answer only.
 */
export function paged(items: readonly unknown[], url: URL, maximumSize: number): Response {
  const page = wholeNumber(url, 'page', 0);
  const size = wholeNumber(url, 'size', 20);
  const sizeFits = size !== null && size >= 1 && size <= maximumSize;
  if (page === null || !sizeFits) {
    return invalid('Invalid request', {
      ...(page === null && { page: 'must be a whole number from 0' }),
      ...(!sizeFits && { size: `must be a whole number from 1 to ${maximumSize}` }),
    });
  }

  const count = items.length;
  const data = items.slice(page * size, (page + 1) * size);
  return Response.json({ page, pages: Math.ceil(count / size), size, count, data });
}

function wholeNumber(url: URL, name: string, otherwise: number): number | null {
  const text = url.searchParams.get(name);
  if (text === null) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}
