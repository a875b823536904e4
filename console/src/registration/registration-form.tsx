import { useState, type FormEvent } from 'react';
import { failureIn } from '../failure/failure-in.ts';
import { FormOutcome } from '../failure/form-outcome.tsx';
import { issuesOf, noIssues } from '../failure/issues.ts';
import { useWrite } from '../failure/use-write.ts';
import type { Account } from '../graph/accounts.ts';
import type { RegistrationLinkProviderCode } from '../graphql/graphql.ts';
import { AccountChoice } from '../parts/account-choice.tsx';
import { Field } from '../parts/field.tsx';
import { Group } from '../parts/group.tsx';
import { inputId } from '../parts/labels.ts';
import { SubmitButton } from '../parts/submit-button.tsx';
import { linkCreations } from './documents.ts';
import { followLink } from './follow-link.ts';
import { LinkCreated } from './link-created.tsx';
import { draftOfRegistration, emptyRegistration, mistakesIn, toRegistration } from './model.ts';
import { PersonFields } from './person-fields.tsx';

interface RegistrationFormProps {
  readonly accounts: readonly [Account, ...Account[]];
}

/** Begins with what was sent, if the person comes back to a link whose creation is not over. */
export function RegistrationForm({ accounts }: RegistrationFormProps) {
  const { state, sent, differs, send, repeat, startOver, dismiss } = useWrite(linkCreations);
  const [before] = useState(sent);
  const [draft, setDraft] = useState(
    before?.customer ? draftOfRegistration(before.customer) : emptyRegistration,
  );
  const [minutes, setMinutes] = useState(String(before?.validForMinutes ?? 15));
  const [chosen, setChosen] = useState(before?.account ?? accounts[0].key);
  const [mistakes, setMistakes] = useState(noIssues);
  const result = state.step === 'answered' ? state.data.createRegistrationLink : null;
  const failure = failureIn(result);
  const issues = mistakes.size > 0 ? mistakes : issuesOf(failure);
  const account = accounts.find(({ key }) => key === chosen) ?? accounts[0];
  const input = {
    // The capability says that the provider is one of these.
    provider: account.provider.code as RegistrationLinkProviderCode,
    account: account.key,
    customer: toRegistration(draft),
    validForMinutes: Number(minutes),
  };
  const isOther = differs(input);
  const isBlocked = state.step === 'sending' || (state.isInDoubt && isOther);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBlocked) return;
    const found = mistakesIn(draft, minutes);
    setMistakes(found);
    if (found.size > 0) dismiss();
    else followLink(send(input));
  };
  const choose = (key: string) => {
    setChosen(key);
    setMistakes(noIssues);
    dismiss();
  };

  if (result?.__typename === 'CreateRegistrationLinkSuccess') {
    return <LinkCreated id={result.registrationLink.id} />;
  }
  return (
    <form onSubmit={submit} noValidate>
      <FormOutcome
        mistakes={mistakes}
        issues={issues}
        state={state}
        failure={failure}
        differs={isOther}
        repeat={() => followLink(repeat())}
        startOver={{ label: 'Start over: there may be two links then', act: startOver }}
      />
      <Group title="The link">
        <AccountChoice accounts={accounts} account={account} onChange={choose} />
        <Field
          id={inputId('validForMinutes')}
          label="Valid for, in minutes"
          kind="number"
          value={minutes}
          onChange={setMinutes}
          errors={issues.get('validForMinutes') ?? []}
        />
      </Group>
      <PersonFields draft={draft} onChange={setDraft} issues={issues} />
      <div className="buttons">
        <SubmitButton
          isSending={state.step === 'sending'}
          isBlocked={isBlocked}
          label="Create link"
          sendingLabel="Creating …"
        />
      </div>
    </form>
  );
}
