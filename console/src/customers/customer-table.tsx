import { nameOf } from '../customer/name-of.ts';
import type { CustomerRowFragment } from '../graphql/graphql.ts';
import { Link } from '../parts/link.tsx';
import { Absent, Moment } from '../parts/moment.tsx';
import { ProviderBadge } from '../parts/provider-badge.tsx';
import { paths } from '../route.ts';
import { Mark, type Marking } from './mark.tsx';

/** A customer, and which of its null fields are unavailable because of an error. */
export interface CustomerTableRow {
  readonly customer: Omit<CustomerRowFragment, ' $fragmentName'>;
  readonly isUnavailable: (field: string) => boolean;
}

interface CustomerTableProps {
  readonly rows: readonly CustomerTableRow[];
  readonly caption: string;
  /** Whether every account that was asked was searched whole: otherwise an empty table proves little. */
  readonly isComplete: boolean;
  /** What an empty table says if it is not complete. */
  readonly partlyEmpty?: string;
  /** How rows are marked as the same person; null if they cannot be. */
  readonly marking?: Marking | null;
}

/** Customers, one below the other. An empty table says which accounts it speaks for. */
export function CustomerTable({
  rows,
  caption,
  isComplete,
  partlyEmpty = 'None from the accounts that answered.',
  marking = null,
}: CustomerTableProps) {
  if (rows.length === 0) {
    return <p className="card empty">{isComplete ? 'No customers here.' : partlyEmpty}</p>;
  }
  return (
    <div className="card table-card">
      <table className="customer-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">E-mail address</th>
            <th scope="col">Account</th>
            <th scope="col">Created</th>
            {marking && <th scope="col">Same person</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CustomerRow key={row.customer.id} row={row} marking={marking} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CustomerRowProps {
  readonly row: CustomerTableRow;
  readonly marking: Marking | null;
}

function CustomerRow({ row, marking }: CustomerRowProps) {
  const { customer, isUnavailable } = row;
  const { id, fullName, company, email, provider, account, createdAt } = customer;
  const name = nameOf(customer, isUnavailable);
  return (
    <tr>
      <th scope="row">
        <Link to={paths.customer(id)}>{name}</Link>
        {fullName && company && <span className="second-line">{company}</span>}
      </th>
      <td data-label="E-mail">{email ?? <Absent isUnavailable={isUnavailable('email')} />}</td>
      <td data-label="Account">
        <ProviderBadge provider={provider} name={account.displayName} />
      </td>
      <td data-label="Created" className="moment">
        <Moment at={createdAt} isDay />
      </td>
      {marking && (
        <td data-label="Same person">
          <Mark id={id} label={`${name} at ${account.displayName} is the same person`} marking={marking} />
        </td>
      )}
    </tr>
  );
}
