import type { DocumentNode, GraphQLSchema } from 'graphql';

/** What a schema registry gets about a trusted document that ran: nothing of its variables, its errors' texts or its caller. */
export interface UsedDocument {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly errors: number;
  readonly durationMs: number;
}

/** Reports to a schema registry which of the schema's fields are used. It never throws and delays no request. */
export interface UsageReports {
  readonly used: (usage: UsedDocument) => void;
  /** Sends what was not sent yet; gives up after a while. */
  readonly close: () => Promise<void>;
}

/** Called after each attempt to send a report; the status is null if there was no answer. */
export type ReportSent = (outcome: 'sent' | 'failed', status: number | null) => void;
