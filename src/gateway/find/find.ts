import type { CustomerMatch } from '../../domain/customer-search.ts';
import type { Account } from '../account.ts';
import { Edge } from '../list/edge.ts';
import { asPage } from '../page-ids.ts';
import type { HeldCustomer } from '../reading.ts';
import type { RequestScope } from '../request-scope.ts';
import type { Matched } from './compare.ts';
import { beginning, createFindCursors, type FindState, type Progress } from './progress.ts';
import { searchAccount, type Found } from './search-account.ts';
import { sourceOf, toProblem, type Searched, type SearchSource } from './source.ts';
import { methodOf } from './ways.ts';

interface FindRequest {
  /** Which accounts, in order. */
  readonly accounts: readonly Account[];
  /** One field at least. */
  readonly match: CustomerMatch;
  /** 1 to 100. */
  readonly first: number;
  /** A cursor of an earlier page of the same accounts and match. */
  readonly after: string | null;
}

export class MatchEdge extends Edge<HeldCustomer> {
  readonly matched: Matched;

  constructor(node: HeldCustomer, matched: Matched, seal: () => string) {
    super(node, seal);
    this.matched = matched;
  }
}

/** A page of customers that match, and how each account was searched. */
export interface FoundPage {
  readonly edges: readonly MatchEdge[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
  readonly sources: readonly SearchSource[];
}

/** Searches accounts side by side; the page gives what each found in the order of the accounts. */
export async function findCustomers(request: FindRequest, scope: RequestScope): Promise<FoundPage> {
  const { match, first } = request;
  const asked = [request.accounts.map(({ key }) => key), match];
  const cursors = createFindCursors(scope.ids.cursors, asked);
  const start = cursors.open(request.after);
  const accounts = request.accounts.filter(({ key }) => start.only === null || key === start.only);
  const searched = await Promise.all(
    accounts.map((account) => search(account, start.accounts[account.key] ?? beginning, request, scope)),
  );

  const edges: MatchEdge[] = [];
  let state = start;
  const ends = searched.map(({ account, found, failure }): Searched => {
    const { prime } = scope.loaders.of(account);
    const hits = found.hits.slice(0, first - edges.length);
    for (const { customer, matched, behind } of hits) {
      prime(customer);
      const at = standing(state, account, behind);
      edges.push(new MatchEdge({ account, customer }, matched, () => cursors.seal(at)));
    }
    // What the page has no room for is searched for again with the next.
    const cut = hits.at(-1)?.behind ?? start.accounts[account.key] ?? beginning;
    const end = hits.length === found.hits.length ? found.end : cut;
    state = standing(state, account, end);
    return { account, match, end, failure };
  });

  asPage(edges.map(({ node }) => node));
  const retry = (only: string, end: Progress) => cursors.seal({ accounts: { [only]: end }, only });
  const hasNextPage = ends.some(({ end, failure }) => end.stage !== 'OVER' && failure === null);
  const last = state;
  return {
    edges,
    hasNextPage,
    get endCursor() {
      return edges.length > 0 || hasNextPage ? cursors.seal(last) : null;
    },
    sources: ends.map((end) => sourceOf(end, retry)),
  };
}

function standing(state: FindState, { key }: Account, progress: Progress): FindState {
  return { ...state, accounts: { ...state.accounts, [key]: progress } };
}

interface Outcome {
  readonly account: Account;
  readonly found: Found;
  readonly failure: Searched['failure'];
}

/** An account that fails stays where it was: going on asks it again. */
async function search(
  account: Account,
  start: Progress,
  { match, first }: FindRequest,
  scope: RequestScope,
): Promise<Outcome> {
  const isSearched = start.stage !== 'OVER' && methodOf({ account, match }) !== 'NONE';
  if (!isSearched) {
    return { account, found: { hits: [], end: { ...start, stage: 'OVER' } }, failure: null };
  }
  try {
    const found = await searchAccount({ account, match, scope, wanted: first }, start);
    return { account, found, failure: null };
  } catch (error) {
    return { account, found: { hits: [], end: start }, failure: toProblem(account, error) };
  }
}
