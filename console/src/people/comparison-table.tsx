import { useAccounts } from '../graph/accounts.ts';
import type { WholeCustomerFragment } from '../graphql/graphql.ts';
import { Link } from '../parts/link.tsx';
import { Absent } from '../parts/moment.tsx';
import { ProviderBadge } from '../parts/provider-badge.tsx';
import { paths } from '../route.ts';
import type { Row } from './comparison.ts';

interface ComparisonTableProps {
  readonly customers: readonly WholeCustomerFragment[];
  readonly rows: readonly Row[];
}

/** Records side by side, a column for each, and a row for each field. */
export function ComparisonTable({ customers, rows }: ComparisonTableProps) {
  const labels = labelsOf(customers);
  return (
    <div className="card table-card">
      <table className="customer-table comparison-table">
        <caption className="visually-hidden">The records side by side</caption>
        <thead>
          <tr>
            <th scope="col">Field</th>
            {customers.map((customer, index) => (
              <th key={customer.id} scope="col">
                <RecordHead customer={customer} label={labels[index] ?? ''} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells, differs }) => (
            <tr key={name} className={differs ? 'differs' : undefined}>
              <th scope="row">
                {name} {differs && <span className="badge status-pending">differs</span>}
              </th>
              {cells.map(({ text, isUnavailable }, index) => (
                <td key={customers[index]?.id} data-label={labels[index]}>
                  <span>{text ?? <Absent isUnavailable={isUnavailable} />}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a record is called beside its value: its account, with a number if two records are there. */
function labelsOf(customers: readonly WholeCustomerFragment[]): readonly string[] {
  return customers.map(({ account }, index) => {
    const isSame = (other: WholeCustomerFragment) => other.account.key === account.key;
    if (customers.filter(isSame).length === 1) return account.displayName;
    return `${account.displayName} (${customers.slice(0, index + 1).filter(isSame).length})`;
  });
}

interface RecordHeadProps {
  readonly customer: WholeCustomerFragment;
  readonly label: string;
}

/** Where a record is kept, and a way to it. */
function RecordHead({ customer, label }: RecordHeadProps) {
  const { id, provider, account, providerCustomerId } = customer;
  const { accounts } = useAccounts();
  const known = accounts?.find(({ key }) => key === account.key);
  return (
    <>
      <Link to={paths.customer(id)}>
        <ProviderBadge provider={provider} name={label} />
      </Link>
      <span className="second-line">
        {known?.provider.displayName ?? provider}
        {providerCustomerId && <>, {providerCustomerId}</>}
      </span>
    </>
  );
}
