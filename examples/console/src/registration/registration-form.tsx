import { useState, type FormEvent } from 'react';
import { Group } from '../parts/group.tsx';
import { IssueSummary } from '../failure/issue-summary.tsx';
import { inputId, labelOf } from '../parts/labels.ts';
import { failureIn } from '../failure/failure-in.ts';
import { issuesOf } from '../failure/issues.ts';
import { WriteOutcome } from '../failure/write-outcome.tsx';
import { useWrite } from '../failure/write.ts';
import type { Account } from '../graph/accounts.ts';
import type { CreateRegistrationLinkMutation, RegistrationLinkProviderCode } from '../graphql/graphql.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import { navigate, paths } from '../route.ts';
import { createLinkMutation } from './documents.ts';
import { emptyRegistration, toRegistration, type RegistrationDraft } from './model.ts';

interface RegistrationFormProps {
  readonly accounts: readonly [Account, ...Account[]];
}

const names = Object.keys(emptyRegistration) as (keyof RegistrationDraft)[];

const hints: Partial<Record<keyof RegistrationDraft, string>> = {
  merchantReference: 'Becomes the customer’s identifier. Prefer something that is not an e-mail address.',
  documentTypeId: 'The provider’s number for the kind of document.',
};

export function RegistrationForm({ accounts }: RegistrationFormProps) {
  const [draft, setDraft] = useState(emptyRegistration);
  const [minutes, setMinutes] = useState('15');
  const [chosen, setChosen] = useState(accounts[0].key);
  const { state, send, repeat } = useWrite(createLinkMutation);
  const failure = failureIn(state.step === 'answered' ? state.data.createRegistrationLink : null);
  const issues = issuesOf(failure);

  const showIfDone = (data: CreateRegistrationLinkMutation | null) => {
    const done = data?.createRegistrationLink;
    if (done?.__typename !== 'CreateRegistrationLinkSuccess') return;
    navigate(paths.registration(done.registrationLink.id));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const account = accounts.find(({ key }) => key === chosen) ?? accounts[0];
    // The capability says that the provider is one of these.
    const provider = account.provider.code as RegistrationLinkProviderCode;
    const validForMinutes = Math.trunc(Number(minutes));
    const customer = toRegistration(draft);
    void send({ provider, account: account.key, customer, validForMinutes }).then(showIfDone);
  };

  return (
    <form onSubmit={submit} noValidate>
      <WriteOutcome state={state} failure={failure} repeat={() => void repeat().then(showIfDone)}>
        <IssueSummary issues={issues} />
      </WriteOutcome>
      <Group title="The link">
        <Choice
          id={inputId('account')}
          label="Account"
          value={chosen}
          options={accounts.map(({ key, displayName }) => ({ value: key, name: displayName }))}
          onChange={setChosen}
        />
        <Field
          id={inputId('validForMinutes')}
          label="Valid for, in minutes"
          kind="number"
          value={minutes}
          onChange={setMinutes}
          errors={issues.get('validForMinutes') ?? []}
        />
      </Group>
      <Group title="What is known of the person">
        {names.map((name) => (
          <Field
            key={name}
            id={inputId(name)}
            label={labelOf(name)}
            kind={name === 'documentTypeId' ? 'number' : 'text'}
            value={draft[name]}
            onChange={(text) => setDraft({ ...draft, [name]: text })}
            hint={hints[name]}
            isRequired={name === 'merchantReference'}
            errors={issues.get(name) ?? []}
          />
        ))}
      </Group>
      <div className="buttons">
        <button type="submit" className="button button-primary" disabled={state.step === 'sending'}>
          {state.step === 'sending' ? 'Creating …' : 'Create link'}
        </button>
      </div>
    </form>
  );
}
