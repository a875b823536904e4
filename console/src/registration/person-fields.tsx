import type { Issues } from '../failure/issues.ts';
import { Field } from '../parts/field.tsx';
import { Group } from '../parts/group.tsx';
import { inputId, labelOf } from '../parts/labels.ts';
import { emptyRegistration, type RegistrationDraft } from './model.ts';

interface PersonFieldsProps {
  readonly draft: RegistrationDraft;
  readonly onChange: (draft: RegistrationDraft) => void;
  readonly issues: Issues;
}

const names = Object.keys(emptyRegistration) as (keyof RegistrationDraft)[];

const hints: Partial<Record<keyof RegistrationDraft, string>> = {
  merchantReference: 'Becomes the customer’s identifier. Prefer something that is not an e-mail address.',
  documentTypeId: 'The provider’s number for the kind of document.',
};

/** The fields of a person that the provider may not know yet. */
export function PersonFields({ draft, onChange, issues }: PersonFieldsProps) {
  return (
    <Group title="About the person">
      {names.map((name) => (
        <Field
          key={name}
          id={inputId(name)}
          label={labelOf(name)}
          kind={name === 'documentTypeId' ? 'number' : 'text'}
          value={draft[name]}
          onChange={(text) => onChange({ ...draft, [name]: text })}
          hint={hints[name]}
          isRequired={name === 'merchantReference'}
          errors={issues.get(name) ?? []}
        />
      ))}
    </Group>
  );
}
