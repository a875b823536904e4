import { useState, type FormEvent } from 'react';
import { failureIn } from '../failure/failure-in.ts';
import { issuesOf } from '../failure/issues.ts';
import { WriteOutcome } from '../failure/write-outcome.tsx';
import { useWrite } from '../failure/write.ts';
import type { Capability } from '../graph/accounts.ts';
import { wholeCustomer } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import type { UpdateCustomerMutation, WholeCustomerFragment } from '../graphql/graphql.ts';
import { Link } from '../parts/link.tsx';
import { navigate, paths } from '../route.ts';
import { CustomerForm } from './customer-form.tsx';
import { updateCustomerMutation } from './documents.ts';
import { draftOfCustomer } from './draft-of-customer.ts';
import { IssueSummary } from '../failure/issue-summary.tsx';
import { labelOf } from '../parts/labels.ts';
import { keptBy, rebased } from './model.ts';
import { toPatch } from './patch.ts';
import { StaleRecord } from './stale-record.tsx';

interface EditFormProps {
  readonly customer: WholeCustomerFragment;
  readonly capability: Capability;
}

/** Sends what differs from the record that was read, and refuses to write over what somebody else changed since. */
export function EditForm({ customer, capability }: EditFormProps) {
  const [base, setBase] = useState(customer);
  const keptOf = (record: WholeCustomerFragment) =>
    keptBy(draftOfCustomer(record), capability.unsupportedFields);
  const before = keptOf(base);
  const [draft, setDraft] = useState(before);
  const { state, send, repeat, reset } = useWrite(updateCustomerMutation);
  const failure = failureIn(state.step === 'answered' ? state.data.updateCustomer : null);
  const issues = issuesOf(failure);
  const patch = toPatch(before, draft);
  const isChanged = Object.keys(patch).length > 0;

  const showIfDone = (data: UpdateCustomerMutation | null) => {
    if (data?.updateCustomer?.__typename !== 'UpdateCustomerSuccess') return;
    navigate(paths.customer(customer.id), 'Saved.');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A provider that keeps no time of change cannot tell whether the record changed.
    const guard = base.updatedAt ? { ifUnchangedSince: base.updatedAt } : {};
    if (isChanged) void send({ id: customer.id, patch, ...guard }).then(showIfDone);
  };
  const goOnFrom = (current: WholeCustomerFragment) => {
    setDraft(rebased(draft, before, keptOf(current)));
    setBase(current);
    reset();
  };

  return (
    <form onSubmit={submit} noValidate>
      <WriteOutcome state={state} failure={failure} repeat={() => void repeat().then(showIfDone)}>
        <IssueSummary issues={issues} />
        {failure?.__typename === 'StaleWriteError' && (
          <StaleRecord
            before={before}
            now={keptOf(readFragment(wholeCustomer, failure.current))}
            current={readFragment(wholeCustomer, failure.current)}
            goOn={() => goOnFrom(readFragment(wholeCustomer, failure.current))}
          />
        )}
      </WriteOutcome>
      {capability.note && <p className="notice notice-quiet">{capability.note}</p>}
      <CustomerForm draft={draft} onChange={setDraft} capability={capability} issues={issues} />
      <div className="buttons">
        <Link to={paths.customer(customer.id)} className="button">
          Cancel
        </Link>
        <button
          type="submit"
          className="button button-primary"
          disabled={!isChanged || state.step === 'sending'}
        >
          {state.step === 'sending' ? 'Saving …' : 'Save changes'}
        </button>
        <p className="hint" role="status">
          {isChanged ? `Will change: ${changesIn(patch)}.` : 'Nothing is changed yet.'}
        </p>
      </div>
    </form>
  );
}

function changesIn(patch: object): string {
  return Object.keys(patch).map(labelOf).join(', ');
}
