import type { ExportDocument, ExportRecord } from '../../gateway/export/export-document.ts';
import type { Account } from '../../gateway/account.ts';
import { exportAudit } from '../../gateway/export/export-audit.ts';
import { exportPage } from '../../gateway/export/export-page.ts';
import { exportPerson } from '../../gateway/export/export-person.ts';
import { callsPerRecord } from '../../gateway/export/export-record.ts';
import { builder, on } from '../../builder/builder.ts';
import { ProviderAccount } from '../provider/provider-account.ts';
import { customersDescription, customersNamed } from '../shared/named-customers.ts';

const ExportStatus = builder.enumType('ExportStatus', {
  description: 'How much of a record an export holds.',
  values: {
    WHOLE: { description: 'Everything was read.' },
    PARTIAL: { description: 'Something could not be read; `problems` says what.' },
    ABSENT: { description: 'The provider has no such customer.' },
    FAILED: { description: 'The customer could not be read; `problems` says why.' },
  } as const satisfies Record<ExportRecord['status'], object>,
});

/** A record of an export, and the account that holds it. */
interface HeldRecord {
  readonly account: Account;
  readonly record: ExportRecord;
}

const ExportedRecord = builder.objectRef<HeldRecord>('ExportedRecord').implement({
  description: 'How one record of an export was read.',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The id of the customer, as it was given.',
      resolve: ({ record }) => record.id,
    }),
    account: t.expose('account', {
      type: ProviderAccount,
      nullable: false,
      description: 'The account that holds the record.',
    }),
    status: t.field({
      type: ExportStatus,
      nullable: false,
      description: 'How much of it was read.',
      resolve: ({ record }) => record.status,
    }),
    problems: t.stringList({
      nullable: false,
      description: 'What could not be read, and why, a sentence each. Empty if everything was read.',
      resolve: ({ record }) => record.problems,
    }),
  }),
});

interface Exported {
  readonly document: ExportDocument;
  /** The account of each record. */
  readonly accounts: readonly Account[];
}

const PersonExport = builder.objectRef<Exported>('PersonExport').implement({
  description: 'What accounts hold of a person. Nothing of it is kept here.',
  fields: (t) => ({
    exportedAt: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When the export began.',
      resolve: ({ document }) => new Date(document.exportedAt),
    }),
    records: t.field({
      type: [ExportedRecord],
      nullable: false,
      description: 'How each record was read, in the order of the ids.',
      resolve: ({ document, accounts }) =>
        accounts.flatMap((account, index) => {
          const record = document.records[index];
          return record ? [{ account, record }] : [];
        }),
    }),
    json: t.string({
      nullable: false,
      description:
        "The export as a JSON text: the providers' own answers, fields that this graph does not model included. Tokens and full card numbers are named as held, not shown. `vaultgraph schema --export` prints its JSON Schema.",
      resolve: ({ document }) => JSON.stringify(document, null, 2),
    }),
    html: t.string({
      nullable: false,
      description: 'The same as one HTML file that loads nothing, to read and to print.',
      resolve: ({ document }) => exportPage(document),
    }),
  }),
});

builder.queryField('exportPerson', (t) =>
  t.field({
    ...on({
      scope: 'vault:export',
      callsPerItemOf: 'customers',
      callsPerItem: callsPerRecord,
      alone: true,
    }),
    type: PersonExport,
    nullable: true,
    description:
      'Everything that accounts hold of a person: the named customers and their payment methods, read afresh, in the words of their providers. Null if it is refused. Every export is in the audit.',
    args: {
      customers: t.arg.idList({
        required: true,
        description: customersDescription,
      }),
    },
    resolve: async (_root, { customers }, context) => {
      const named = await customersNamed(customers, context);
      const document = await exportPerson(named, context);
      for (const record of document.records) context.audit(exportAudit(record));
      return { document, accounts: named.map(({ account }) => account) };
    },
  }),
);
