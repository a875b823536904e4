import type { DocumentNode, GraphQLSchema } from 'graphql';

/** A trusted document that ran, as far as a schema registry is told of it: nothing of its variables, its errors or its caller. */
export interface UsedDocument {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly errors: number;
  readonly durationMs: number;
}

/** Tells a schema registry which of the schema's fields are used. It never throws, and nobody waits for it. */
export interface UsageReports {
  readonly used: (usage: UsedDocument) => void;
  /** Sends what was not sent yet; gives up after a while. */
  readonly close: () => Promise<void>;
}

/** Is told of each attempt to send a report; the status is null if there was no answer. */
export type ReportSent = (outcome: 'sent' | 'failed', status: number | null) => void;
