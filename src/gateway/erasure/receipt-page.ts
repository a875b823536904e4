import { escaped, printedPage, printedTable } from '../printed-page.ts';
import type { Receipt } from './receipt.ts';

type Step = Receipt['records'][number]['steps'][number];

/** A receipt as one HTML file that loads nothing, with its signed text at the end. */
export function receiptPage(receipt: Receipt, jws: string): string {
  const { startedAt, finishedAt, status, sub, records } = receipt;
  return printedPage(
    'Receipt of an erasure',
    [
      `    <p>${escaped(statuses[status])} Begun on <time>${escaped(startedAt)}</time>, over on <time>${escaped(finishedAt)}</time>. Erasure ${escaped(sub)}.</p>`,
      ...records.map(section),
      `    <section>
      <h2>Signed text</h2>
      <p>Save it as a file and verify it with <code>vaultgraph verify-receipt</code>.</p>
      <pre>${escaped(jws)}</pre>
    </section>`,
    ].join('\n'),
  );
}

const statuses: Readonly<Record<Receipt['status'], string>> = {
  RUNNING: 'Something is still to be done.',
  COMPLETE: 'Every record is gone.',
  INCOMPLETE: 'Something was retained, failed, or came back.',
};

function section({ id, account, notes, steps }: Receipt['records'][number]): string {
  const rows = steps.map((step) => [named(step), said(step)] as const);
  return `    <section>
      <h2>${escaped(account)}</h2>
${[...notes].map((note) => `      <p>${escaped(note)}</p>`).join('\n')}
${printedTable(`Customer ${id}`, rows)}
    </section>`;
}

const subjects: Readonly<Record<Step['subject'], string>> = {
  CUSTOMER: 'Customer',
  PAYMENT_METHOD: 'Payment method',
};

function named({ subject, id }: Step): string {
  return `${subjects[subject]} ${id}`;
}

const states: Readonly<Record<Step['state'], string>> = {
  PENDING: 'Nothing was sent yet.',
  SENT: 'The deletion was sent.',
  UNKNOWN: 'The deletion was sent and no answer came.',
  DONE: 'Deleted, and shown to be gone by reading.',
  ALREADY_GONE: 'It had been gone before.',
  RETAINED: 'Retained.',
  FAILED: 'Not deleted.',
};

function said({ state, at, because, cameBack, auditLine }: Step): string {
  const sentences = [states[state], because, cameBack ? 'It came back.' : null, `On ${at}.`];
  const line = auditLine === null ? null : `Audit: ${auditLine}`;
  return [...sentences, line].filter((sentence) => sentence !== null).join(' ');
}
