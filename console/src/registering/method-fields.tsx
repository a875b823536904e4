import type { Issues } from '../failure/issues.ts';
import type { RecurringFrequency, RegistrationMethodKind } from '../graphql/graphql.ts';
import { Choice } from '../parts/choice.tsx';
import { Field } from '../parts/field.tsx';
import { Group } from '../parts/group.tsx';
import { inputId, labelOf } from '../parts/labels.ts';
import type { MethodDraft } from './model.ts';

interface MethodFieldsProps {
  readonly kinds: readonly RegistrationMethodKind[];
  readonly draft: MethodDraft;
  readonly onChange: (draft: MethodDraft) => void;
  readonly issues: Issues;
}

const kindNames: Readonly<Record<RegistrationMethodKind, string>> = {
  CARD: 'Card',
  OPEN_BANKING: 'Mandate at a bank',
};

const frequencies: readonly { readonly value: RecurringFrequency; readonly name: string }[] = [
  { value: 'DAILY', name: 'Every day' },
  { value: 'WEEKLY', name: 'Every week' },
  { value: 'MONTHLY', name: 'Every month' },
  { value: 'YEARLY', name: 'Every year' },
];

/** What is to be registered, and what the payer is shown of it. */
export function MethodFields({ kinds, draft, onChange, issues }: MethodFieldsProps) {
  return (
    <>
      <Group title="The payment method">
        <Choice
          id={inputId('method.kind')}
          label="Kind"
          value={draft.kind}
          options={kinds.map((value) => ({ value, name: kindNames[value] }))}
          onChange={(kind) => onChange({ ...draft, kind })}
          errors={issues.get('method.kind') ?? []}
        />
        <Field
          id={inputId('description')}
          label="What the payer is shown"
          value={draft.description}
          onChange={(description) => onChange({ ...draft, description })}
          errors={issues.get('description') ?? []}
        />
      </Group>
      {draft.kind === 'OPEN_BANKING' && <TermsFields draft={draft} onChange={onChange} issues={issues} />}
    </>
  );
}

const hints = {
  amount: 'In minor units: 1995 is 19.95 EUR.',
  currency: undefined,
  dayOfExecution: '1 to 7 every week, 1 to 31 every month or year. The provider chooses if it is empty.',
  monthOfExecution: 'For payments every year alone.',
  startAt: 'A day, such as 2027-01-31.',
  endAt: 'Without end if it is empty.',
} as const;

const required: ReadonlySet<string> = new Set(['amount', 'currency', 'startAt']);

type Term = keyof typeof hints;

const terms = Object.keys(hints) as Term[];

/** What is paid, and when. */
function TermsFields({ draft, onChange, issues }: Omit<MethodFieldsProps, 'kinds'>) {
  return (
    <Group title="What the payer agrees to">
      <Choice
        id={inputId('method.recurring.frequency')}
        label={labelOf('method.recurring.frequency')}
        value={draft.frequency}
        options={frequencies}
        onChange={(frequency) => onChange({ ...draft, frequency })}
        errors={issues.get('method.recurring.frequency') ?? []}
      />
      {terms.map((name) => (
        <Field
          key={name}
          id={inputId(`method.recurring.${name}`)}
          label={labelOf(`method.recurring.${name}`)}
          value={draft[name]}
          onChange={(text) => onChange({ ...draft, [name]: text })}
          hint={hints[name]}
          isRequired={required.has(name)}
          errors={issues.get(`method.recurring.${name}`) ?? []}
        />
      ))}
    </Group>
  );
}
