import type { ReactNode } from 'react';
import { wholeAddress } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import type { WholeAddressFragment, WholeCustomerFragment } from '../graphql/graphql.ts';
import { Absent, Moment } from '../parts/moment.tsx';
import { detailsOf } from './details.ts';

/** Everything a provider keeps about a customer. */
export function CustomerFacts({ customer }: { readonly customer: WholeCustomerFragment }) {
  const billing = readFragment(wholeAddress, customer.billingAddress);
  const shipping = readFragment(wholeAddress, customer.shippingAddress);
  return (
    <div className="cards">
      <Facts title="Contact">
        <Fact name="Name">{customer.fullName}</Fact>
        <Fact name="Company">{customer.company}</Fact>
        <Fact name="E-mail address">{customer.email}</Fact>
        <Fact name="Phone">{customer.phone}</Fact>
      </Facts>
      <Facts title="Billing address">
        <AddressFacts address={billing ?? null} />
      </Facts>
      <Facts title="Shipping address">
        <AddressFacts address={shipping ?? null} />
      </Facts>
      <Facts title="At the provider" isWide>
        <Fact name="Merchant’s reference">{customer.merchantReference}</Fact>
        <Fact name="Provider’s id">{customer.providerCustomerId}</Fact>
        {detailsOf(customer.details).map(({ name, value }) => (
          <Fact key={name} name={name}>
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

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children ?? <Absent />}</dd>
    </div>
  );
}

function AddressFacts({ address }: { readonly address: WholeAddressFragment | null }) {
  if (!address) {
    return (
      <div className="fact">
        <dt className="visually-hidden">Address</dt>
        <dd>None is kept.</dd>
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
