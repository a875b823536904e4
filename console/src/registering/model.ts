import { noIssues, type Issues } from '../failure/issues.ts';
import type {
  RecurringFrequency,
  RegistrationMethodInput,
  RegistrationMethodKind,
} from '../graphql/graphql.ts';

/** What the form of a payment method holds: texts, as they are typed. */
export interface MethodDraft {
  readonly kind: RegistrationMethodKind;
  readonly description: string;
  readonly amount: string;
  readonly currency: string;
  readonly frequency: RecurringFrequency;
  readonly dayOfExecution: string;
  readonly monthOfExecution: string;
  readonly startAt: string;
  readonly endAt: string;
}

export function emptyMethod(kind: RegistrationMethodKind): MethodDraft {
  return {
    kind,
    description: '',
    amount: '',
    currency: 'EUR',
    frequency: 'MONTHLY',
    dayOfExecution: '',
    monthOfExecution: '',
    startAt: '',
    endAt: '',
  };
}

/** What is filled in. Whether it fits together is for the graph to say, of all of it at once. */
export function toMethod(draft: MethodDraft): RegistrationMethodInput {
  const { kind, amount, currency, frequency, dayOfExecution, monthOfExecution, startAt, endAt } = draft;
  if (kind !== 'OPEN_BANKING') return { kind };
  return {
    kind,
    recurring: {
      amount: Number(amount),
      currency: currency.trim(),
      frequency,
      dayOfExecution: numberOrNull(dayOfExecution),
      monthOfExecution: numberOrNull(monthOfExecution),
      startAt: `${startAt}T00:00:00Z`,
      endAt: endAt === '' ? null : `${endAt}T00:00:00Z`,
    },
  };
}

/** The form that a payment method was asked for from. */
export function draftOfMethod(
  { kind, recurring }: RegistrationMethodInput,
  description: string,
): MethodDraft {
  const empty = { ...emptyMethod(kind), description };
  if (!recurring) return empty;
  return {
    ...empty,
    amount: String(recurring.amount),
    currency: recurring.currency,
    frequency: recurring.frequency,
    dayOfExecution: recurring.dayOfExecution?.toString() ?? '',
    monthOfExecution: recurring.monthOfExecution?.toString() ?? '',
    startAt: recurring.startAt.slice(0, 10),
    endAt: recurring.endAt?.slice(0, 10) ?? '',
  };
}

function numberOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

/** What the graph could not even be asked with. */
export function mistakesIn(draft: MethodDraft): Issues {
  if (draft.kind !== 'OPEN_BANKING') return noIssues;
  const { amount, dayOfExecution, monthOfExecution, startAt, endAt } = draft;
  const wholes = { amount, dayOfExecution: dayOfExecution || '1', monthOfExecution: monthOfExecution || '1' };
  const days = { startAt, endAt: endAt || startAt };
  const wrong = [
    ...Object.entries(wholes).flatMap(([name, text]) => (isWhole(text) ? [] : [[name, whole] as const])),
    ...Object.entries(days).flatMap(([name, text]) => (isDay(text) ? [] : [[name, day] as const])),
  ];
  return new Map(wrong.map(([name, sentence]) => [`method.recurring.${name}`, [sentence]]));
}

const whole = 'Must be a whole number.';
const day = 'Must be a day, such as 2027-01-31.';

function isWhole(text: string): boolean {
  return /^\d{1,9}$/.test(text.trim());
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
