import { useState, type FormEvent } from 'react';
import { failureIn } from '../failure/failure-in.ts';
import { FormOutcome } from '../failure/form-outcome.tsx';
import { issuesOf, noIssues } from '../failure/issues.ts';
import { useWrite } from '../failure/use-write.ts';
import type { Account } from '../graph/accounts.ts';
import type { PaymentAttachingProviderCode } from '../graphql/graphql.ts';
import { AccountChoice } from '../parts/account-choice.tsx';
import { Field } from '../parts/field.tsx';
import { Group } from '../parts/group.tsx';
import { inputId, labelOf } from '../parts/labels.ts';
import { SubmitButton } from '../parts/submit-button.tsx';
import {
  draftOfRegistration,
  emptyRegistration,
  personMistakesIn,
  toRegistration,
} from '../registration/model.ts';
import { PersonFields } from '../registration/person-fields.tsx';
import { Attached } from './attached.tsx';
import { attachments } from './documents.ts';

interface PaymentFormProps {
  readonly accounts: readonly [Account, ...Account[]];
}

/** Starts with what was sent, if you come back to a payment whose outcome is unknown. */
export function PaymentForm({ accounts }: PaymentFormProps) {
  const { state, sent, differs, send, repeat, startOver, dismiss } = useWrite(attachments);
  const [before] = useState(sent);
  const [draft, setDraft] = useState(before ? draftOfRegistration(before.customer) : emptyRegistration);
  const [paymentId, setPaymentId] = useState(before?.paymentId ?? '');
  const [chosen, setChosen] = useState(before?.account ?? accounts[0].key);
  const [mistakes, setMistakes] = useState(noIssues);
  const result = state.step === 'answered' ? state.data.attachCustomerToPayment : null;
  const failure = failureIn(result);
  const issues = mistakes.size > 0 ? mistakes : issuesOf(failure);
  const account = accounts.find(({ key }) => key === chosen) ?? accounts[0];
  const input = {
    // The capability says that the provider is one of these.
    provider: account.provider.code as PaymentAttachingProviderCode,
    account: account.key,
    paymentId: paymentId.trim(),
    customer: toRegistration(draft),
  };
  const isOther = differs(input);
  const isBlocked = state.step === 'sending' || (state.isInDoubt && isOther);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBlocked) return;
    const found = personMistakesIn(draft);
    setMistakes(found);
    if (found.size > 0) dismiss();
    else void send(input);
  };
  const choose = (key: string) => {
    setChosen(key);
    setMistakes(noIssues);
    dismiss();
  };
  const again = () => {
    startOver();
    setDraft(emptyRegistration);
    setPaymentId('');
  };

  if (result?.__typename === 'AttachCustomerToPaymentSuccess') {
    return <Attached link={result.paymentLink} again={again} />;
  }
  return (
    <form onSubmit={submit} noValidate>
      <FormOutcome
        mistakes={mistakes}
        issues={issues}
        state={state}
        failure={failure}
        differs={isOther}
        repeat={() => void repeat()}
        startOver={{ label: 'Start over', act: startOver }}
      />
      <Group title="The payment">
        <AccountChoice accounts={accounts} account={account} onChange={choose} />
        <Field
          id={inputId('paymentId')}
          label={labelOf('paymentId')}
          value={paymentId}
          onChange={setPaymentId}
          hint="As the provider calls it."
          isRequired
          errors={issues.get('paymentId') ?? []}
        />
      </Group>
      <PersonFields draft={draft} onChange={setDraft} issues={issues} />
      <div className="buttons">
        <SubmitButton
          isSending={state.step === 'sending'}
          isBlocked={isBlocked}
          label="Attach customer"
          sendingLabel="Attaching …"
        />
      </div>
    </form>
  );
}
