import { useState, type FormEvent } from 'react';
import { failureIn } from '../failure/failure-in.ts';
import { FormOutcome } from '../failure/form-outcome.tsx';
import { issuesOf, noIssues } from '../failure/issues.ts';
import { useWrite } from '../failure/use-write.ts';
import type { Account } from '../graph/accounts.ts';
import type { RegistrationLinkProviderCode, RegistrationMethodKind } from '../graphql/graphql.ts';
import { SubmitButton } from '../parts/submit-button.tsx';
import { linkCreations } from '../registration/documents.ts';
import { followLink } from '../registration/follow-link.ts';
import { LinkCreated } from '../registration/link-created.tsx';
import { MethodFields } from './method-fields.tsx';
import { draftOfMethod, emptyMethod, mistakesIn, toMethod } from './model.ts';

interface RegisterFormProps {
  readonly customerId: string;
  readonly account: Account;
  readonly kinds: readonly RegistrationMethodKind[];
}

/** Begins with what was sent, if the person comes back to a link whose creation is not over. */
export function RegisterForm({ customerId, account, kinds }: RegisterFormProps) {
  const { state, sent, differs, send, repeat, startOver, dismiss } = useWrite(linkCreations, customerId);
  const [before] = useState(sent);
  const [draft, setDraft] = useState(
    before?.method ? draftOfMethod(before.method, before.description ?? '') : emptyMethod(kinds[0] ?? 'CARD'),
  );
  const [mistakes, setMistakes] = useState(noIssues);
  const result = state.step === 'answered' ? state.data.createRegistrationLink : null;
  const failure = failureIn(result);
  const issues = mistakes.size > 0 ? mistakes : issuesOf(failure);
  const input = {
    // The capability says that the provider is one of these.
    provider: account.provider.code as RegistrationLinkProviderCode,
    account: account.key,
    customerId,
    method: toMethod(draft),
    description: draft.description.trim() || null,
    validForMinutes: 60,
  };
  const isOther = differs(input);
  const isBlocked = state.step === 'sending' || (state.isInDoubt && isOther);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBlocked) return;
    const found = mistakesIn(draft);
    setMistakes(found);
    if (found.size > 0) dismiss();
    else followLink(send(input));
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
      <MethodFields kinds={kinds} draft={draft} onChange={setDraft} issues={issues} />
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
