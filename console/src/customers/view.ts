export type SearchBy = 'everything' | 'email' | 'reference' | 'providerCustomerId';

/** A search. */
export interface Search {
  readonly by: SearchBy;
  readonly text: string;
  /** The key of the only account to ask; all of them if it is empty. */
  readonly account: string;
}

/** A page of a list: the cursor it starts at, and the account that is asked again by it, if it is one. */
export interface Stop {
  readonly after: string | null;
  readonly askedAgain: string | null;
}

/** What is searched for and how far it was paged; the last stop is the page that shows. */
export interface View {
  /** Distinguishes two searches for the same. */
  readonly id: string;
  readonly search: Search;
  readonly stops: readonly [Stop, ...Stop[]];
}

const start: Stop = { after: null, askedAgain: null };

export const firstView: View = {
  id: 'first',
  search: { by: 'everything', text: '', account: '' },
  stops: [start],
};

export function searchFor(search: Search): View {
  return { id: crypto.randomUUID(), search, stops: [start] };
}

export function currentStop({ stops }: View): Stop {
  return stops.at(-1) ?? start;
}

export function goOn(view: View, stop: Stop): View {
  return { ...view, stops: [...view.stops, stop] };
}

export function goBack(view: View): View {
  const [first, ...others] = view.stops;
  return { ...view, stops: [first, ...others.slice(0, -1)] };
}
