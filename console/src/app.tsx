import { CustomersPage } from './customers/customers-page.tsx';
import { CustomerPage } from './customer/customer-page.tsx';
import { CreatePage } from './editing/create-page.tsx';
import { EditPage } from './editing/edit-page.tsx';
import { ErasurePage } from './erasure/erasure-page.tsx';
import { UnseenWrites } from './failure/unseen-writes.tsx';
import { FindPage } from './find/find-page.tsx';
import { FocusLink } from './parts/focus-link.tsx';
import { Header } from './parts/header.tsx';
import { Link } from './parts/link.tsx';
import { PageTitle } from './parts/page-title.tsx';
import { Spoken } from './parts/spoken.tsx';
import { PaymentPage } from './payment/payment-page.tsx';
import { PeoplePage } from './people/people-page.tsx';
import { RegisterPage } from './registering/register-page.tsx';
import { NewRegistrationPage } from './registration/new-registration-page.tsx';
import { RegistrationPage } from './registration/registration-page.tsx';
import { paths, routeOf, usePlace } from './route.ts';
import { NotAllowed } from './session/not-allowed.tsx';
import { scopesOfPage } from './session/scopes-of-page.ts';
import { useScopes } from './session/use-scopes.ts';

/** The whole console. What was searched for stays while customers are looked at, and is not in the address. */
export function App() {
  const { path, notice, elsewhere } = usePlace();
  return (
    <>
      <FocusLink to="main" className="skip-link">
        Skip to the content
      </FocusLink>
      <Header path={path} />
      <main id="main" tabIndex={-1}>
        <div role="status" className="notice-slot">
          {notice && (
            <p className="notice notice-success">
              {notice} {elsewhere && <Link to={elsewhere}>Go there</Link>}
            </p>
          )}
        </div>
        <UnseenWrites path={path} />
        <Page key={path} path={path} />
      </main>
      <Spoken />
    </>
  );
}

function Page({ path }: { readonly path: string }) {
  const route = routeOf(path);
  const lacking = useScopes().lacking(scopesOfPage[route.page]);
  if (lacking.length > 0) return <NotAllowed lacking={lacking} />;
  switch (route.page) {
    case 'customers':
      return <CustomersPage />;
    case 'find':
      return <FindPage />;
    case 'people':
      return <PeoplePage ids={route.ids} />;
    case 'new customer':
      return <CreatePage />;
    case 'customer':
      return <CustomerPage id={route.id} />;
    case 'edit customer':
      return <EditPage id={route.id} />;
    case 'register payment method':
      return <RegisterPage id={route.id} />;
    case 'new registration':
      return <NewRegistrationPage />;
    case 'payment':
      return <PaymentPage />;
    case 'registration':
      return <RegistrationPage id={route.id} />;
    case 'erasure':
      return <ErasurePage id={route.id} />;
    case 'unknown':
      return (
        <>
          <PageTitle>There is no such page</PageTitle>
          <p>
            <Link to={paths.customers}>All customers</Link>
          </p>
        </>
      );
  }
}
