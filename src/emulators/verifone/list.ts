import { Refusal } from './refusal.ts';
import { RsqlError } from './rsql.ts';
import { orderable, ordered, searching, type SearchRules } from './search.ts';
import type { CustomerResponse } from './validation.ts';

const parameters = new Set(['search', 'order_criteria', 'order_by', 'page_number', 'page_size']);

/** What the service's lists are held to. */
interface ListRules extends SearchRules {
  readonly maximumPageSize: number;
  readonly searchOptional: boolean;
}

/** Answers the query of `GET /v2/customer`, or throws the `Refusal` that the vendor answers. */
export function listed(
  customers: Iterable<CustomerResponse>,
  query: URLSearchParams,
  rules: ListRules,
): CustomerResponse[] {
  const unexpected = [...query.keys()].filter((name) => !parameters.has(name));
  if (unexpected.length > 0) {
    throw new Refusal(127, {
      query: Object.fromEntries(unexpected.map((name) => [name, 'is not expected'])),
    });
  }
  const found = searchIn(query, rules);
  const { criteria, direction } = orderIn(query);
  const size = Math.min(positiveIn(query, 'page_size', 50), rules.maximumPageSize);
  const start = (positiveIn(query, 'page_number', 1) - 1) * size;
  return ordered([...customers].filter(found), criteria, direction).slice(start, start + size);
}

/** What a list without an order is in: newest first. */
export function newestFirst(customers: Iterable<CustomerResponse>): CustomerResponse[] {
  return ordered(customers, 'created_at', 'DESC');
}

function searchIn(query: URLSearchParams, rules: ListRules): (customer: CustomerResponse) => boolean {
  const search = query.get('search');
  if (!search && rules.searchOptional) return () => true;
  if (!search) throw new Refusal(126, { query: { search: 'is required' } });
  try {
    return searching(search, rules);
  } catch (error) {
    if (error instanceof RsqlError) throw invalid('search', error.message);
    throw error;
  }
}

function orderIn(query: URLSearchParams): { criteria: string; direction: 'ASC' | 'DESC' } {
  const criteria = query.get('order_criteria') ?? 'created_at';
  if (!orderable.has(criteria)) throw invalid('order_criteria', 'is not a field to order by');
  const direction = query.get('order_by') ?? 'DESC';
  if (direction !== 'ASC' && direction !== 'DESC') throw invalid('order_by', 'must be ASC or DESC');
  return { criteria, direction };
}

function positiveIn(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name) ?? String(otherwise);
  if (!/^[1-9]\d*$/u.test(text)) throw invalid(name, 'must be an integer of at least 1');
  return Number(text);
}

function invalid(name: string, reason: string): Refusal {
  return new Refusal(107, { query: { [name]: reason } });
}
