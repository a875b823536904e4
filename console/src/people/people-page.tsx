import { nameOf } from '../customer/name-of.ts';
import { ExportCustomer } from '../customer/export-customer.tsx';
import { EraseCustomer } from '../erasure/erase-customer.tsx';
import { Busy } from '../parts/busy.tsx';
import { Link } from '../parts/link.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { useSpoken } from '../parts/spoken.tsx';
import { paths } from '../route.ts';
import { MissingMethods } from './missing-methods.tsx';
import { compare, type Row } from './comparison.ts';
import { ComparisonTable } from './comparison-table.tsx';
import { mostRecords } from './most-records.ts';
import { Troubles } from './troubles.tsx';
import { useRecords } from './use-records.ts';

/** One person over several records: what differs between them, and what can be done with all of them. */
export function PeoplePage({ ids }: { readonly ids: readonly string[] }) {
  return (
    <>
      <nav aria-label="Way back" className="crumbs">
        <Link to={paths.find}>Find a person</Link>
      </nav>
      {ids.length > 0 && ids.length <= mostRecords ? <Person ids={ids} /> : <NoPerson />}
    </>
  );
}

function NoPerson() {
  return (
    <>
      <PageTitle>A person’s records</PageTitle>
      <p className="card empty">
        Find a person, and mark the records that are the same person: {mostRecords} at most.
      </p>
    </>
  );
}

function Person({ ids }: { readonly ids: readonly string[] }) {
  const { records, troubles, missingMethods, isAsking, hasMethods } = useRecords(ids);
  const [first] = records;
  const name = first ? nameOf(first.customer, first.isUnavailable) : 'A person’s records';
  const rows = compare(records, hasMethods);
  const summary = isAsking ? '' : summaryOf(records.length, ids.length, rows);
  useSpoken(summary);
  return (
    <>
      <PageTitle>{name}</PageTitle>
      {summary && <p>{summary}</p>}
      <Troubles troubles={troubles} />
      {isAsking && <Busy>Asking the providers …</Busy>}
      {first && <ComparisonTable customers={records.map(({ customer }) => customer)} rows={rows} />}
      <MissingMethods sources={missingMethods} />
      {!isAsking && (
        <>
          <ExportCustomer ids={ids} />
          <EraseCustomer ids={ids} name={name} />
        </>
      )}
    </>
  );
}

function summaryOf(read: number, asked: number, rows: readonly Row[]): string {
  const count = rows.filter(({ differs }) => differs).length;
  const records = `${read} of ${asked} records read.`;
  return `${records} ${count === 0 ? 'No field differs.' : `${count} of ${rows.length} fields differ.`}`;
}
