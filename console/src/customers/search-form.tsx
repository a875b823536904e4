import { useState, type FormEvent } from 'react';
import type { Account } from '../graph/accounts.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import type { Search, SearchBy } from './view.ts';

interface SearchFormProps {
  readonly search: Search;
  readonly accounts: readonly Account[];
  readonly onSearch: (search: Search) => void;
}

const ways: readonly { readonly value: SearchBy; readonly name: string }[] = [
  { value: 'everything', name: 'Everyone' },
  { value: 'email', name: 'E-mail address' },
  { value: 'reference', name: 'Merchant’s reference' },
  { value: 'providerCustomerId', name: 'Provider’s id' },
];

/** What to search for. It says what the list below was searched for, also after the browser's way back. */
export function SearchForm({ search, accounts, onSearch }: SearchFormProps) {
  const [draft, setDraft] = useState(search);
  const [shown, setShown] = useState(search);
  if (shown !== search) {
    setShown(search);
    setDraft(search);
  }
  const isEveryone = draft.by === 'everything';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = isEveryone ? '' : draft.text.trim();
    onSearch({ ...draft, text, by: text === '' ? 'everything' : draft.by });
  };
  const places = [
    { value: '', name: 'All accounts' },
    ...accounts.map(({ key, displayName }) => ({ value: key, name: displayName })),
  ];
  return (
    <form className="card search" role="search" aria-label="Customers" onSubmit={submit}>
      <Choice
        label="Search by"
        value={draft.by}
        options={ways}
        onChange={(by) => setDraft({ ...draft, by })}
      />
      <Field
        label="Search for"
        value={isEveryone ? '' : draft.text}
        isDisabled={isEveryone}
        onChange={(text) => setDraft({ ...draft, text })}
      />
      <Choice
        label="In"
        value={draft.account}
        options={places}
        onChange={(account) => setDraft({ ...draft, account })}
      />
      <button type="submit" className="button button-primary">
        Search
      </button>
    </form>
  );
}
