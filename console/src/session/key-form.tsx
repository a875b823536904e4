import { useState, type FormEvent } from 'react';
import { Alert } from '../failure/alert.tsx';
import { Field } from '../parts/field.tsx';
import { SubmitButton } from '../parts/submit-button.tsx';
import { keyCredential, type Credential } from './credential.ts';

interface KeyFormProps {
  readonly enter: (credential: Credential) => Promise<string | null>;
}

/** Signs in with an API key. */
export function KeyForm({ enter }: KeyFormProps) {
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const credential = keyCredential(text);
    setRefusal(null);
    if (!credential) {
      setRefusal('Enter a key: letters, digits and signs without spaces.');
      return;
    }
    setIsAsking(true);
    void enter(credential).then((sentence) => {
      setIsAsking(false);
      setRefusal(sentence);
    });
  };
  return (
    <form className="card" noValidate onSubmit={submit}>
      {refusal && (
        <Alert title="You are not signed in" tone="danger">
          <p>{refusal}</p>
        </Alert>
      )}
      <Field
        label="API key"
        kind="password"
        value={text}
        onChange={setText}
        isRequired
        hint="It stays in the memory of this page: after a reload you enter it again."
      />
      <p className="buttons">
        <SubmitButton isSending={isAsking} isBlocked={isAsking} label="Sign in" sendingLabel="Signing in …" />
      </p>
    </form>
  );
}
