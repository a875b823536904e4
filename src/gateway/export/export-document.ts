import { z } from 'zod';

const instant = z.iso.datetime();

const answer = z
  .strictObject({
    operation: z.string().describe('What the provider was asked for, such as `getCustomer`.'),
    readAt: instant.describe('When it answered.'),
    json: z
      .unknown()
      .describe("The provider's answer in its own words, without secrets and full card numbers."),
  })
  .describe('One answer of the provider.');

const record = z
  .strictObject({
    id: z.string().describe("The customer's id in the graph."),
    account: z
      .strictObject({
        key: z.string().describe('The key of the account.'),
        displayName: z.string().describe('Its name for people.'),
        provider: z.string().describe("The provider's code."),
        environment: z.enum(['SANDBOX', 'LIVE']).describe('Whether the account is for trying out.'),
      })
      .describe('The account that holds the record.'),
    status: z
      .enum(['WHOLE', 'PARTIAL', 'ABSENT', 'FAILED'])
      .describe(
        'WHOLE: everything was read. PARTIAL: something could not be read. ABSENT: the provider has no such customer. FAILED: the customer could not be read.',
      ),
    problems: z.array(z.string()).describe('What could not be read, and why; empty if the status is WHOLE.'),
    answers: z.array(answer).describe('Everything that the provider holds, answer by answer.'),
  })
  .describe('What one account holds.');

const exportDocument = z
  .strictObject({
    format: z.literal('vaultgraph-export/1'),
    exportedAt: instant.describe('When the export was begun.'),
    records: z.array(record).describe('One for each customer that was named, in that order.'),
    problem: z
      .string()
      .nullable()
      .describe('Why records are missing at the end; null if all of them are there.'),
  })
  .describe('What accounts hold of a person, as `exportPerson` answers it.');

/** What is exported of a person. */
export type ExportDocument = z.output<typeof exportDocument>;
export type ExportRecord = ExportDocument['records'][number];

/** The JSON Schema of an export. */
export function exportJsonSchema(): object {
  return z.toJSONSchema(exportDocument);
}
