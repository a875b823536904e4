import type { RequestScope } from '../request-scope.ts';
import type { ExportRecord } from './export-document.ts';
import { exportRecord, type ExportRequest } from './export-record.ts';

/** How a customer of an export is named. */
export type Exported = Pick<ExportRequest, 'id' | 'account' | 'key'>;

/** What reading them takes. */
export type Reading = Pick<RequestScope, 'call'> & { readonly now: () => Date };

/** How many records are read before they are taken. */
const mostAhead = 4;

/**
 * Reads customers afresh and gives their records in order. A few are read side by side, and another one only once the
 * first of them was taken, so that no more than those are in memory.
 */
export async function* exportRecords(
  customers: readonly Exported[],
  { call, now }: Reading,
): AsyncGenerator<ExportRecord, void> {
  const read = (customer: Exported): Promise<ExportRecord> => {
    const reading = exportRecord({ ...customer, call, now });
    // A record that is never taken may fail, too.
    reading.catch(() => undefined);
    return reading;
  };
  const ahead = customers.slice(0, mostAhead).map(read);
  let next = ahead.length;
  for (let first = ahead.shift(); first; first = ahead.shift()) {
    yield await first;
    const customer = customers[next];
    next += 1;
    if (customer) ahead.push(read(customer));
  }
}
