import type { ReactNode } from 'react';
import { wholeAddress } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import type { WholeAddressFragment, WholeCustomerFragment } from '../graphql/graphql.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Absent, Moment } from '../parts/moment.tsx';
import { linesOf } from './address-lines.ts';
import { detailsOf } from './details.ts';

interface CustomerFactsProps {
  readonly customer: WholeCustomerFragment;
  /** Whether a null field of the customer is unavailable because of an error. */
  readonly isUnavailable: (...path: readonly string[]) => boolean;
}

/** Everything a provider keeps about a customer. What it does not keep takes no room. */
export function CustomerFacts({ customer, isUnavailable }: CustomerFactsProps) {
  const billing = readFragment(wholeAddress, customer.billingAddress);
  const shipping = readFragment(wholeAddress, customer.shippingAddress);
  return (
    <div className="cards">
      <Facts title="Contact">
        <Fact name="Name" isUnavailable={isUnavailable('fullName')}>
          {customer.fullName}
        </Fact>
        <Fact name="Company" isUnavailable={isUnavailable('company')}>
          {customer.company}
        </Fact>
        <Fact name="E-mail address" isUnavailable={isUnavailable('email')} copied={customer.email}>
          {customer.email}
        </Fact>
        <Fact name="Phone" isUnavailable={isUnavailable('phone')}>
          {customer.phone}
        </Fact>
      </Facts>
      <AddressFacts
        title="Billing address"
        address={billing ?? null}
        isUnavailable={isUnavailable('billingAddress')}
      />
      <AddressFacts
        title="Shipping address"
        address={shipping ?? null}
        isUnavailable={isUnavailable('shippingAddress')}
      />
      <Facts title="At the provider" isWide>
        <Fact
          name="Merchant’s reference"
          isUnavailable={isUnavailable('merchantReference')}
          copied={customer.merchantReference}
        >
          {customer.merchantReference}
        </Fact>
        <Fact
          name="Provider’s id"
          isUnavailable={isUnavailable('providerCustomerId')}
          copied={customer.providerCustomerId}
        >
          {customer.providerCustomerId}
        </Fact>
        {detailsOf(customer.details).map(({ field, name, value }) => (
          <Fact key={field} name={name} isUnavailable={isUnavailable('details', field)}>
            {value}
          </Fact>
        ))}
        <Fact name="Created">{customer.createdAt && <Moment at={customer.createdAt} />}</Fact>
        <Fact name="Changed">{customer.updatedAt && <Moment at={customer.updatedAt} />}</Fact>
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
  readonly isUnavailable?: boolean;
  /** What a button beside it copies. */
  readonly copied?: string | null | undefined;
  readonly children: ReactNode;
}

function Fact({ name, isUnavailable = false, copied, children }: FactProps) {
  const isAbsent = children === null || children === undefined || children === '';
  if (isAbsent && !isUnavailable) return null;
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>
        {isAbsent ? <Absent isUnavailable /> : children}
        {copied && <CopyButton text={copied} what={name} />}
      </dd>
    </div>
  );
}

interface AddressFactsProps {
  readonly title: string;
  readonly address: WholeAddressFragment | null;
  readonly isUnavailable: boolean;
}

function AddressFacts({ title, address, isUnavailable }: AddressFactsProps) {
  if (!address && !isUnavailable) return null;
  return (
    <Facts title={title}>
      <div className="fact">
        <dt className="visually-hidden">Address</dt>
        <dd>{address ? <address>{linesOf(address)}</address> : <Absent isUnavailable />}</dd>
      </div>
    </Facts>
  );
}
