import type { RequestScope } from '../request-scope.ts';
import type { ExportDocument } from './export-document.ts';
import { exportRecord, type ExportRequest } from './export-record.ts';

/** Everything that accounts hold of the customers, read afresh, side by side. Nothing of it is kept. */
export async function exportPerson(
  customers: readonly Pick<ExportRequest, 'id' | 'account' | 'key'>[],
  { call, now }: Pick<RequestScope, 'call'> & { readonly now: () => Date },
): Promise<ExportDocument> {
  const exportedAt = now().toISOString();
  const records = await Promise.all(customers.map((customer) => exportRecord({ ...customer, call, now })));
  return { format: 'vaultgraph-export/1', exportedAt, records, problem: null };
}
