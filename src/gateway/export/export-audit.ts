import type { ExportRecord } from './export-document.ts';

/** What the audit says of a record that was exported. */
export function exportAudit({ id, account, status }: ExportRecord) {
  const outcome = status === 'WHOLE' ? 'SUCCESS' : status;
  return { action: 'exportPerson', objectId: id, account: account.key, outcome };
}
