import { useState, type FormEvent } from 'react';
import { ExistingCustomer } from '../failure/existing-customer.tsx';
import { failureIn } from '../failure/failure-in.ts';
import { FormOutcome } from '../failure/form-outcome.tsx';
import { issuesOf, noIssues } from '../failure/issues.ts';
import { useWrite } from '../failure/use-write.ts';
import { capabilityOf, type Account } from '../graph/accounts.ts';
import type { CreateCustomerMutation, CustomerCreatingProviderCode } from '../graphql/graphql.ts';
import { AccountChoice } from '../parts/account-choice.tsx';
import { Link } from '../parts/link.tsx';
import { SubmitButton } from '../parts/submit-button.tsx';
import { useLatest } from '../parts/use-latest.ts';
import { paths, wayFromHere } from '../route.ts';
import { CustomerForm } from './customer-form.tsx';
import { creations } from './documents.ts';
import { mistakesIn } from './mistakes.ts';
import { draftOfFields, emptyDraft, keptBy } from './model.ts';
import { toFields } from './patch.ts';

interface CreateFormProps {
  readonly accounts: readonly Account[];
  readonly account: Account;
  /** Accounts whose provider creates no customers directly. */
  readonly others: readonly Account[];
  readonly choose: (key: string) => void;
}

/** Starts with what was sent, if you come back to a creation that is not finished. */
export function CreateForm({ accounts, account, others, choose }: CreateFormProps) {
  const { state, sent, differs, send, repeat, startOver, dismiss } = useWrite(creations);
  const [draft, setDraft] = useState(() => {
    const before = sent();
    return before ? draftOfFields(before.customer) : emptyDraft;
  });
  const [mistakes, setMistakes] = useState(noIssues);
  const result = state.step === 'answered' ? state.data.createCustomer : null;
  const failure = failureIn(result);
  const issues = mistakes.size > 0 ? mistakes : issuesOf(failure);
  const capability = capabilityOf(account, 'CREATE_CUSTOMER');
  const kept = keptBy(draft, capability?.unsupportedFields ?? []);
  // The capability says that the provider is one of these.
  const provider = account.provider.code as CustomerCreatingProviderCode;
  const input = { provider, account: account.key, customer: toFields(kept) };
  const isOther = differs(input);
  const isBlocked = state.step === 'sending' || (state.isInDoubt && isOther);
  const latest = useLatest(input);
  if (!capability) return null;

  const follow = (attempt: Promise<CreateCustomerMutation | null>) => {
    const goOn = wayFromHere();
    void attempt.then((data) => {
      const done = data?.createCustomer;
      if (done?.__typename !== 'CreateCustomerSuccess') return;
      const notice = done.replayed ? 'It had been created already.' : 'Created.';
      const left = differs(latest.current) ? ' What you changed since is not in it.' : '';
      goOn(paths.customer(done.customer.id), notice + left);
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBlocked) return;
    const found = mistakesIn(kept);
    setMistakes(found);
    if (found.size > 0) dismiss();
    else follow(send(input));
  };
  const chooseOther = (key: string) => {
    choose(key);
    setMistakes(noIssues);
    dismiss();
  };

  if (result?.__typename === 'CreateCustomerSuccess') {
    // The person came back while the request was in flight: the same form again would create a second customer.
    return (
      <p className="card">
        The customer is created. <Link to={paths.customer(result.customer.id)}>Show it</Link>
      </p>
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <FormOutcome
        mistakes={mistakes}
        issues={issues}
        state={state}
        failure={failure}
        differs={isOther}
        repeat={() => follow(repeat())}
        startOver={{ label: 'I have looked: it is not there', act: startOver }}
      >
        <ExistingCustomer failure={failure} />
        {isOther && state.isInDoubt && <SentTo account={sent()?.account} accounts={accounts} />}
      </FormOutcome>
      <div className="card">
        <AccountChoice
          accounts={accounts}
          account={account}
          onChange={chooseOther}
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
        <SubmitButton
          isSending={state.step === 'sending'}
          isBlocked={isBlocked}
          label="Create customer"
          sendingLabel="Creating …"
        />
      </div>
    </form>
  );
}

interface SentToProps {
  readonly account: string | null | undefined;
  readonly accounts: readonly Account[];
}

/** Where it was sent, which may not be what the form says by now. */
function SentTo({ account, accounts }: SentToProps) {
  const name = accounts.find(({ key }) => key === account)?.displayName;
  return name ? <p>It was sent to {name}.</p> : null;
}
