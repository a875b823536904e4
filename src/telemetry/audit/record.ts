/** One thing that was done or refused. Nothing in it is personal. */
export interface AuditRecord {
  readonly requestId: string;
  /** Null if the caller was not authenticated. */
  readonly tenant: string | null;
  /** How the caller was authenticated, such as `api-key`, the key's name and the start of its digest. Null if it was not. */
  readonly caller: string | null;
  /** The same of the gateway that the request came through; absent if it came through none. */
  readonly gateway?: string;
  /** The mutation's name; `read` and the refused field; `authenticate`; `run a document`. */
  readonly action: string;
  /** The sealed id of the object. Null if it is unknown or does not belong to the tenant. */
  readonly objectId: string | null;
  /** The key of the account concerned. Null if it is unknown. */
  readonly account: string | null;
  /** `SUCCESS`, the code of the failure, or `OUTCOME_NOT_KEPT` if the store could not keep the outcome. */
  readonly outcome: string;
  /** Of a write: this is an earlier outcome returned again. Absent if it was done now. */
  readonly replayed?: true;
  /** Why the caller was refused. Absent otherwise. */
  readonly refusal?: RefusalFacts;
}

/** What is known of a credential that was refused, or of a request that had none. */
export interface RefusalFacts {
  /** Such as `EXPIRED`, `UNKNOWN_KEY` or `NO_CREDENTIAL`. */
  readonly reason: string;
  /** Which key it was, as far as that is no secret. Null if that is not known. */
  readonly keyId: string | null;
  /** The issuer that a token names, unverified. Null if it names none that may be recorded. */
  readonly issuer: string | null;
  /** The client's address. Null if that is not known. */
  readonly address: string | null;
}
