import { useContext } from 'react';
import { SearchBox } from '../find/search-box.tsx';
import { paths, routeOf } from '../route.ts';
import { GraphiqlContext } from '../session/graphiql.ts';
import { scopesOfPage } from '../session/scopes-of-page.ts';
import { useScopes } from '../session/use-scopes.ts';
import { SignOut } from '../session/sign-out.tsx';
import { Link } from './link.tsx';

const places = [
  { to: paths.customers, name: 'Customers' },
  { to: paths.newCustomer, name: 'New customer' },
  { to: paths.newRegistration, name: 'Registration link' },
  { to: paths.payment, name: 'Payment' },
] as const;

export function Header({ path }: { readonly path: string }) {
  const { may } = useScopes();
  const graphiql = useContext(GraphiqlContext);
  const isOffered = (to: string) => may(...scopesOfPage[routeOf(to).page]);
  return (
    <header className="header">
      <div className="header-inner">
        <Link to={paths.customers} className="brand">
          <Mark /> vaultgraph <span className="brand-part">console</span>
        </Link>
        <nav aria-label="Console">
          {places
            .filter(({ to }) => isOffered(to))
            .map(({ to, name }) => (
              <Link key={to} to={to} isCurrent={to === path}>
                {name}
              </Link>
            ))}
          {graphiql !== null && may('vault:explore') && <a href={graphiql}>GraphiQL</a>}
        </nav>
        {isOffered(paths.find) && <SearchBox />}
        <SignOut />
      </div>
    </header>
  );
}

/** Three records and what joins them. */
function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M9 10l7 12 7-12" />
      <circle cx="9" cy="10" r="3.2" />
      <circle cx="23" cy="10" r="3.2" />
      <circle cx="16" cy="22" r="3.2" />
    </svg>
  );
}
