import { useState, type FormEvent } from 'react';
import { failureIn } from '../failure/failure-in.ts';
import { issuesOf } from '../failure/issues.ts';
import { WriteOutcome } from '../failure/write-outcome.tsx';
import { useWrite } from '../failure/write.ts';
import { capabilityOf, type Account } from '../graph/accounts.ts';
import type { CreateCustomerMutation, CustomerCreatingProviderCode } from '../graphql/graphql.ts';
import { Choice } from '../parts/choice.tsx';
import { Link } from '../parts/link.tsx';
import { navigate, paths } from '../route.ts';
import { CustomerForm } from './customer-form.tsx';
import { createCustomerMutation } from './documents.ts';
import { IssueSummary } from '../failure/issue-summary.tsx';
import { inputId } from '../parts/labels.ts';
import { emptyDraft, keptBy } from './model.ts';
import { toFields } from './patch.ts';

interface CreateFormProps {
  readonly accounts: readonly Account[];
  readonly account: Account;
  /** Accounts whose provider creates no customers directly. */
  readonly others: readonly Account[];
  readonly choose: (key: string) => void;
}

export function CreateForm({ accounts, account, others, choose }: CreateFormProps) {
  const [draft, setDraft] = useState(emptyDraft);
  const { state, send, repeat } = useWrite(createCustomerMutation);
  const failure = failureIn(state.step === 'answered' ? state.data.createCustomer : null);
  const issues = issuesOf(failure);
  const capability = capabilityOf(account, 'CREATE_CUSTOMER');
  if (!capability) return null;

  const showIfDone = (data: CreateCustomerMutation | null) => {
    const done = data?.createCustomer;
    if (done?.__typename !== 'CreateCustomerSuccess') return;
    navigate(paths.customer(done.customer.id), done.replayed ? 'It had been created already.' : 'Created.');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The capability says that the provider is one of these.
    const provider = account.provider.code as CustomerCreatingProviderCode;
    const customer = toFields(keptBy(draft, capability.unsupportedFields));
    void send({ provider, account: account.key, customer }).then(showIfDone);
  };

  return (
    <form onSubmit={submit} noValidate>
      <WriteOutcome state={state} failure={failure} repeat={() => void repeat().then(showIfDone)}>
        <IssueSummary issues={issues} />
        {failure?.__typename === 'AlreadyExistsError' && failure.existing && (
          <p>
            <Link to={paths.customer(failure.existing.id)}>{failure.existing.fullName ?? 'Show it'}</Link>
          </p>
        )}
      </WriteOutcome>
      <div className="card">
        <Choice
          id={inputId('account')}
          label="Account"
          value={account.key}
          options={accounts.map(({ key, displayName }) => ({ value: key, name: displayName }))}
          onChange={choose}
          errors={issues.get('account') ?? []}
        />
        {others.map((other) => (
          <p key={other.key} className="hint">
            <strong>{other.displayName}</strong>: {capabilityOf(other, 'CREATE_CUSTOMER')?.note}{' '}
            {capabilityOf(other, 'CREATE_CUSTOMER')?.support === 'INDIRECT' && (
              <Link to={paths.newRegistration}>Registration link</Link>
            )}
          </p>
        ))}
      </div>
      <CustomerForm draft={draft} onChange={setDraft} capability={capability} issues={issues} />
      <div className="buttons">
        <button type="submit" className="button button-primary" disabled={state.step === 'sending'}>
          {state.step === 'sending' ? 'Creating …' : 'Create customer'}
        </button>
      </div>
    </form>
  );
}
