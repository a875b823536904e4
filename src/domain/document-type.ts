/** A kind of identity document in the numbering of a provider; a number may mean another kind in another country. */
export interface DocumentType {
  readonly number: number;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  readonly name: string;
}
