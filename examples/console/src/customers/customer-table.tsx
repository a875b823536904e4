import type { CustomerRowFragment } from '../graphql/graphql.ts';
import { Link } from '../parts/link.tsx';
import { Absent, Moment } from '../parts/moment.tsx';
import { ProviderBadge } from '../parts/provider-badge.tsx';
import { paths } from '../route.ts';

interface CustomerTableProps {
  readonly rows: readonly CustomerRowFragment[];
  readonly caption: string;
}

export function CustomerTable({ rows, caption }: CustomerTableProps) {
  if (rows.length === 0) return <p className="card empty">No customers here.</p>;
  return (
    <div className="card table-card">
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">E-mail address</th>
            <th scope="col">Account</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, fullName, company, email, provider, account, createdAt }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={paths.customer(id)}>{fullName ?? company ?? 'Without a name'}</Link>
                {fullName && company && <span className="second-line">{company}</span>}
              </th>
              <td>{email ?? <Absent />}</td>
              <td>
                <ProviderBadge provider={provider} name={account.displayName} />
              </td>
              <td className="moment">
                <Moment at={createdAt} isDay />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
