import type { ReactNode } from 'react';
import { wholeAddress } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import type { WholeAddressFragment, WholeCustomerFragment } from '../graphql/graphql.ts';
import { Absent, Moment } from '../parts/moment.tsx';
import { detailsOf } from './details.ts';

interface CustomerFactsProps {
  readonly customer: WholeCustomerFragment;
  /** Whether a field of the customer that is null was not told. */
  readonly isUntold: (...path: readonly string[]) => boolean;
}

/** Everything a provider keeps about a customer. */
export function CustomerFacts({ customer, isUntold }: CustomerFactsProps) {
  const billing = readFragment(wholeAddress, customer.billingAddress);
  const shipping = readFragment(wholeAddress, customer.shippingAddress);
  return (
    <div className="cards">
      <Facts title="Contact">
        <Fact name="Name" isUntold={isUntold('fullName')}>
          {customer.fullName}
        </Fact>
        <Fact name="Company" isUntold={isUntold('company')}>
          {customer.company}
        </Fact>
        <Fact name="E-mail address" isUntold={isUntold('email')}>
          {customer.email}
        </Fact>
        <Fact name="Phone" isUntold={isUntold('phone')}>
          {customer.phone}
        </Fact>
      </Facts>
      <Facts title="Billing address">
        <AddressFacts address={billing ?? null} isUntold={isUntold('billingAddress')} />
      </Facts>
      <Facts title="Shipping address">
        <AddressFacts address={shipping ?? null} isUntold={isUntold('shippingAddress')} />
      </Facts>
      <Facts title="At the provider" isWide>
        <Fact name="Merchant’s reference" isUntold={isUntold('merchantReference')}>
          {customer.merchantReference}
        </Fact>
        <Fact name="Provider’s id" isUntold={isUntold('providerCustomerId')}>
          {customer.providerCustomerId}
        </Fact>
        {detailsOf(customer.details).map(({ field, name, value }) => (
          <Fact key={field} name={name} isUntold={isUntold('details', field)}>
            {value}
          </Fact>
        ))}
        <Fact name="Created">
          <Moment at={customer.createdAt} />
        </Fact>
        <Fact name="Changed">
          <Moment at={customer.updatedAt} />
        </Fact>
      </Facts>
      {customer.metadata.length > 0 && (
        <Facts title="Metadata" isWide>
          {customer.metadata.map(({ key, value }) => (
            <Fact key={key} name={key}>
              {String(value)}
            </Fact>
          ))}
        </Facts>
      )}
    </div>
  );
}

interface FactsProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly isWide?: boolean;
}

function Facts({ title, children, isWide = false }: FactsProps) {
  return (
    <section className={isWide ? 'card facts facts-wide' : 'card facts'}>
      <h2>{title}</h2>
      <dl>{children}</dl>
    </section>
  );
}

interface FactProps {
  readonly name: string;
  readonly isUntold?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, isUntold = false, children }: FactProps) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children ?? <Absent isUntold={isUntold} />}</dd>
    </div>
  );
}

interface AddressFactsProps {
  readonly address: WholeAddressFragment | null;
  readonly isUntold: boolean;
}

function AddressFacts({ address, isUntold }: AddressFactsProps) {
  if (!address) {
    return (
      <div className="fact">
        <dt className="visually-hidden">Address</dt>
        <dd>{isUntold ? <Absent isUntold /> : 'None is kept.'}</dd>
      </div>
    );
  }
  const { lines, city, region, postalCode, country, countryCode } = address;
  const town = [postalCode, city].filter(Boolean).join(' ');
  const land = countryCode && country !== countryCode ? `${country ?? ''} (${countryCode})` : country;
  return (
    <div className="fact">
      <dt className="visually-hidden">Address</dt>
      <dd>
        <address>{[...lines, town, region, land].filter(Boolean).join('\n')}</address>
      </dd>
    </div>
  );
}
