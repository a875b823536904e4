import type { Issues } from '../failure/issues.ts';
import type { Capability } from '../graph/accounts.ts';
import { Field } from '../parts/field.tsx';
import { Group } from '../parts/group.tsx';
import { inputId, partLabels, requirementOf, textLabels } from '../parts/labels.ts';
import { MetadataFields } from './metadata-fields.tsx';
import type { CountryWords } from './mistakes.ts';
import {
  addressNames,
  addressParts,
  textNames,
  withText,
  type AddressName,
  type Draft,
  type FieldPath,
} from './model.ts';

interface CustomerFormProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** What the provider takes and insists on. */
  readonly capability: Capability;
  readonly issues: Issues;
  /** Countries of the record that have no code, as it words them. */
  readonly countryWords?: CountryWords;
}

/** The fields of a customer that a provider has a place for. */
export function CustomerForm(props: CustomerFormProps) {
  const { draft, onChange, capability, issues, countryWords } = props;
  const isKept = (path: string) => !capability.unsupportedFields.includes(path);
  const alternatives = capability.requiredFields.filter((required) => /[ |]/.test(required));
  const field = (path: FieldPath, label: string) => ({
    id: inputId(path),
    label,
    value: draft.texts[path],
    onChange: (text: string) => onChange(withText(draft, path, text)),
    errors: issues.get(path) ?? [],
    isRequired: capability.requiredFields.includes(path),
  });
  return (
    <>
      {alternatives.map((required) => (
        <p key={required} className="notice notice-quiet">
          The provider insists on: {requirementOf(required)}.
        </p>
      ))}
      <Group title="Customer">
        {textNames.filter(isKept).map((name) => (
          <Field key={name} {...field(name, textLabels[name])} kind={kindOf(name)} />
        ))}
      </Group>
      {addressNames
        .filter((name) => addressParts.some((part) => isKept(`${name}.${part}`)))
        .map((name) => (
          <Group key={name} title={titles[name]}>
            {addressParts
              .filter((part) => isKept(`${name}.${part}`))
              .map((part) => (
                <Field
                  key={part}
                  {...field(`${name}.${part}`, partLabels[part])}
                  kind={part === 'lines' ? 'lines' : 'text'}
                  hint={part === 'countryCode' ? countryHint(countryWords?.[name]) : hints[part]}
                />
              ))}
          </Group>
        ))}
      {isKept('metadata') && (
        <MetadataFields
          pairs={draft.metadata}
          onChange={(metadata) => onChange({ ...draft, metadata })}
          errors={issues.get('metadata') ?? []}
        />
      )}
    </>
  );
}

const titles: Readonly<Record<AddressName, string>> = {
  billingAddress: 'Billing address',
  shippingAddress: 'Shipping address',
};

const hints: Readonly<Record<string, string>> = { lines: 'One line each.' };

function countryHint(words: string | null | undefined): string {
  const wanted = 'Two letters, such as HR.';
  return words ? `${wanted} The provider keeps “${words}”, for which there is no code.` : wanted;
}

function kindOf(name: FieldPath): 'text' | 'email' | 'tel' {
  if (name === 'email') return 'email';
  return name === 'phone' || name === 'workPhone' ? 'tel' : 'text';
}
