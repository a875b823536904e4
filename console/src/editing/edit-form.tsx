import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useClient } from 'urql';
import { customerQuery } from '../customer/documents.ts';
import { ExistingCustomer } from '../failure/existing-customer.tsx';
import { failureIn } from '../failure/failure-in.ts';
import { FormOutcome } from '../failure/form-outcome.tsx';
import { issuesOf, noIssues } from '../failure/issues.ts';
import { useWrite } from '../failure/use-write.ts';
import type { Capability } from '../graph/accounts.ts';
import { wholeCustomer } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import type { UpdateCustomerMutation, WholeCustomerFragment } from '../graphql/graphql.ts';
import { labelOf } from '../parts/labels.ts';
import { Link } from '../parts/link.tsx';
import { SubmitButton } from '../parts/submit-button.tsx';
import { useLatest } from '../parts/use-latest.ts';
import { paths, wayFromHere } from '../route.ts';
import { CustomerForm } from './customer-form.tsx';
import { changes } from './documents.ts';
import { draftOfCustomer, wordsForCountry } from './draft-of-customer.ts';
import { mistakesInChange } from './mistakes.ts';
import { keptBy, rebased, type Draft } from './model.ts';
import { toPatch } from './patch.ts';
import { StaleRecord } from './stale-record.tsx';

const asItIsNow = 'This is the record as it is now, with what you typed.';

interface EditFormProps {
  readonly customer: WholeCustomerFragment;
  readonly capability: Capability;
}

/** Sends what differs from the record that was read, and refuses to overwrite what was changed elsewhere since. */
export function EditForm({ customer, capability }: EditFormProps) {
  const { id } = customer;
  const client = useClient();
  const [base, setBase] = useState(customer);
  const keptOf = (record: WholeCustomerFragment) =>
    keptBy(draftOfCustomer(record), capability.unsupportedFields);
  const before = keptOf(base);
  const [draft, setDraft] = useState(before);
  const [mistakes, setMistakes] = useState(noIssues);
  /** A message about what was done without leaving the form. */
  const [message, setMessage] = useState<string | null>(null);
  const { state, differs, send, repeat, startOver, dismiss } = useWrite(changes, id);
  const result = state.step === 'answered' ? state.data.updateCustomer : null;
  const failure = failureIn(result);
  const issues = mistakes.size > 0 ? mistakes : issuesOf(failure);
  const countryWords = {
    billingAddress: wordsForCountry(base, 'billingAddress'),
    shippingAddress: wordsForCountry(base, 'shippingAddress'),
  };
  const inputOf = (typed: Draft) => ({
    id,
    patch: toPatch(before, typed),
    // A provider that keeps no time of change cannot say whether the record changed.
    ...(base.updatedAt ? { ifUnchangedSince: base.updatedAt } : {}),
  });
  const input = inputOf(draft);
  const isOther = differs(input);
  const isChanged = Object.keys(input.patch).length > 0;
  const isBlocked = !isChanged || state.step === 'sending' || (state.isInDoubt && isOther);
  const latest = useLatest(draft);

  const goOnFrom = (current: WholeCustomerFragment, text: string) => {
    setDraft((typed) => rebased(typed, before, keptOf(current)));
    setBase(current);
    setMistakes(noIssues);
    setMessage(text);
    startOver();
  };
  const follow = (attempt: Promise<UpdateCustomerMutation | null>) => {
    const goOn = wayFromHere();
    setMessage(null);
    void attempt.then((data) => {
      const done = data?.updateCustomer;
      if (done?.__typename !== 'UpdateCustomerSuccess') return;
      if (differs(inputOf(latest.current))) {
        const saved = readFragment(wholeCustomer, done.customer);
        goOnFrom(saved, 'Saved, without what you changed since: that is still to be saved.');
      } else goOn(paths.customer(id), 'Saved.');
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBlocked) return;
    const found = mistakesInChange(input.patch, countryWords, before, draft);
    setMistakes(found);
    if (found.size > 0) dismiss();
    else follow(send(input));
  };
  const look = async () => {
    const context = { requestPolicy: 'network-only' } as const;
    const { data } = await client.query(customerQuery, { id }, context).toPromise();
    const current = readFragment(wholeCustomer, data?.customer);
    if (current) goOnFrom(current, asItIsNow);
    else setMessage('The record could not be read. Try it again later.');
  };

  if (result?.__typename === 'UpdateCustomerSuccess') {
    // The person came back while the request was in flight: the form started with the record as it was before.
    return (
      <p className="card">
        The change is saved. <Link to={paths.customer(id)}>Show the customer</Link>
      </p>
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      {message && <Message key={message}>{message}</Message>}
      <FormOutcome
        mistakes={mistakes}
        issues={issues}
        state={state}
        failure={failure}
        differs={isOther}
        repeat={() => follow(repeat())}
        startOver={{ label: 'Go on from the record as it is now', act: () => void look() }}
      >
        <ExistingCustomer failure={failure} />
        {failure?.__typename === 'StaleWriteError' && (
          <StaleRecord
            before={before}
            now={keptOf(readFragment(wholeCustomer, failure.current))}
            current={readFragment(wholeCustomer, failure.current)}
            goOn={() => goOnFrom(readFragment(wholeCustomer, failure.current), asItIsNow)}
          />
        )}
      </FormOutcome>
      {capability.note && <p className="notice notice-quiet">{capability.note}</p>}
      <CustomerForm
        draft={draft}
        onChange={setDraft}
        capability={capability}
        issues={issues}
        countryWords={countryWords}
      />
      <div className="buttons">
        <Link to={paths.customer(id)} className="button">
          Cancel
        </Link>
        <SubmitButton
          isSending={state.step === 'sending'}
          isBlocked={isBlocked}
          label="Save changes"
          sendingLabel="Saving …"
        />
        <p className="hint" role="status">
          {isChanged ? `Will change: ${changesIn(input.patch)}.` : 'Nothing is changed yet.'}
        </p>
      </div>
    </form>
  );
}

/** A message that takes the focus, because the focused element was removed. */
function Message({ children }: { readonly children: string }) {
  const box = useRef<HTMLParagraphElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <p className="notice notice-quiet" role="status" tabIndex={-1} ref={box}>
      {children}
    </p>
  );
}

function changesIn(patch: object): string {
  return Object.keys(patch).map(labelOf).join(', ');
}
