/** What a person may be looked for by, in the order it is shown. */
export const matchFields = ['EMAIL', 'PHONE', 'MERCHANT_REFERENCE', 'DOCUMENT_NUMBER', 'NAME'] as const;

export type MatchField = (typeof matchFields)[number];

/** What is looked for; any field that matches is enough. */
export type CustomerMatch = Readonly<Partial<Record<MatchField, string>>>;

/** How an account is searched, the least laborious first. */
export const searchMethods = ['NONE', 'KEY', 'INDEX', 'FILTER', 'SCAN'] as const;

export type SearchMethod = (typeof searchMethods)[number];

/** How a provider's customers are found by one field. */
export type SearchWay =
  | {
      /** The value may be what the provider reads a customer by. */
      readonly method: 'KEY';
      readonly verb: 'getCustomer' | 'getCustomerByReference';
      /** The customers that it does not find, in one sentence; null if it finds all. */
      readonly misses: string | null;
    }
  /** The provider searches, spelling by spelling. Customers stored in another spelling are found by reading its list. */
  | { readonly method: 'FILTER' }
  /** Customers are listed and compared. */
  | { readonly method: 'SCAN' }
  | {
      readonly method: 'NONE';
      /** Why not, in one sentence. */
      readonly because: string;
    };

/** One answer for every field: a new field breaks the build of each provider until it has an answer. */
export type SearchWays = Readonly<Record<MatchField, SearchWay>>;

/** The spellings to search for, by field; who has any of them in any field is found. */
export type Spellings = Readonly<Partial<Record<MatchField, readonly string[]>>>;
