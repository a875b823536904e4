import type { ReactNode } from 'react';
import type { LinkPartsFragment } from '../graphql/graphql.ts';
import { Moment } from '../parts/moment.tsx';

/** What the payer is asked to agree to; nothing if no payments recur. */
export function Mandate({ link: { paymentMethod } }: { readonly link: LinkPartsFragment }) {
  const instrument = paymentMethod?.instrument;
  const terms = instrument?.__typename === 'OpenBankingInstrument' ? instrument.recurring : null;
  if (!paymentMethod || !terms) return null;
  const { amount, currency, frequency, dayOfExecution, monthOfExecution, startAt, endAt } = terms;
  return (
    <section className="card facts">
      <h2>The mandate</h2>
      <dl>
        {paymentMethod.description && <Fact name="Shown to the payer">{paymentMethod.description}</Fact>}
        {amount !== null && <Fact name="Amount">{moneyOf(amount, currency)}</Fact>}
        {frequency && <Fact name="How often">{frequency}</Fact>}
        {dayOfExecution !== null && <Fact name="Day">{dayOfExecution}</Fact>}
        {monthOfExecution !== null && <Fact name="Month">{monthOfExecution}</Fact>}
        {startAt && (
          <Fact name="From">
            <Moment at={startAt} isDay />
          </Fact>
        )}
        <Fact name="Until">{endAt ? <Moment at={endAt} isDay /> : 'without end'}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** In the units of the currency, as far as it is one that is known. */
function moneyOf(minorUnits: number, currency: string | null): string {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return `${minorUnits} (minor units)`;
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minorUnits / 10 ** digits);
}
