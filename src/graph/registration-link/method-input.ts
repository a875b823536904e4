import type {
  recurringFrequencies,
  registrationMethodKinds,
  RecurringFrequency,
  RegistrationMethodKind as Kind,
} from '../../domain/method-registration.ts';
import { builder } from '../../builder/builder.ts';

export const RegistrationMethodKind = builder.enumType('RegistrationMethodKind', {
  description: 'A kind of payment method that a person registers.',
  values: {
    CARD: { description: 'A payment card.' },
    OPEN_BANKING: { description: 'A mandate that the person authorises at their bank.' },
  } as const satisfies Record<(typeof registrationMethodKinds)[number], object>,
});

const RecurringFrequencyEnum = builder.enumType('RecurringFrequency', {
  description: 'How often a payment recurs.',
  values: {
    DAILY: { description: 'Every day.' },
    WEEKLY: { description: 'Every week.' },
    MONTHLY: { description: 'Every month.' },
    YEARLY: { description: 'Every year.' },
  } as const satisfies Record<(typeof recurringFrequencies)[number], object>,
});

const RecurringTermsInput = builder.inputType('RecurringTermsInput', {
  description: 'What the payer is asked to agree to pay, and when.',
  fields: (t) => ({
    amount: t.int({
      required: true,
      description: 'The amount of one payment in minor units, 1 or more: 1995 is 19.95 EUR.',
    }),
    currency: t.string({ required: true, description: 'The currency, ISO 4217.' }),
    frequency: t.field({
      type: RecurringFrequencyEnum,
      required: true,
      description: 'How often payments are made.',
    }),
    dayOfExecution: t.int({
      description:
        'The day on which payments are made: 1 to 7 if WEEKLY, from Monday on; 1 to 31 if MONTHLY or YEARLY. Not for DAILY. The provider chooses if it is absent.',
    }),
    monthOfExecution: t.int({
      description:
        'The month in which payments are made, 1 to 12, for YEARLY alone. The provider chooses if it is absent.',
    }),
    startAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'When the first payment may be made.',
    }),
    endAt: t.field({
      type: 'DateTime',
      description: 'When the last payment may be made, after `startAt`. Without end if it is absent.',
    }),
  }),
});

export const RegistrationMethodInput = builder.inputType('RegistrationMethodInput', {
  description: 'The payment method to register.',
  fields: (t) => ({
    kind: t.field({ type: RegistrationMethodKind, required: true, description: 'Its kind.' }),
    recurring: t.field({
      type: RecurringTermsInput,
      description: 'What is paid, and when: needed for OPEN_BANKING, and for it alone.',
    }),
  }),
});

export const PayerBrowserInput = builder.inputType('PayerBrowserInput', {
  description:
    "The payer's browser, as the provider may demand to know it. Personal: it is sent to the provider, never logged and never returned.",
  fields: (t) => ({
    userAgent: t.string({ description: 'Its header `User-Agent`.' }),
    accept: t.string({ description: 'Its header `Accept`.' }),
    acceptEncoding: t.string({ description: 'Its header `Accept-Encoding`.' }),
    acceptLanguage: t.string({ description: 'Its header `Accept-Language`.' }),
    acceptCharset: t.string({ description: 'Its header `Accept-Charset`.' }),
    ipAddress: t.string({ description: 'Its address on the internet.' }),
    language: t.string({ description: 'Its language, such as `nl-NL`.' }),
  }),
});

interface AskedTerms {
  readonly amount: number;
  readonly currency: string;
  readonly frequency: RecurringFrequency;
  readonly dayOfExecution?: number | null | undefined;
  readonly monthOfExecution?: number | null | undefined;
  readonly startAt: Date;
  readonly endAt?: Date | null | undefined;
}

interface AskedMethod {
  readonly kind: Kind;
  readonly recurring?: AskedTerms | null | undefined;
}

/** The method that an input asks for, what is absent being null. */
export function toMethod({ kind, recurring }: AskedMethod) {
  return { kind, recurring: recurring ? toTerms(recurring) : null };
}

function toTerms({ dayOfExecution, monthOfExecution, endAt, ...terms }: AskedTerms) {
  return {
    ...terms,
    dayOfExecution: dayOfExecution ?? null,
    monthOfExecution: monthOfExecution ?? null,
    endAt: endAt ?? null,
  };
}

type AskedBrowser = typeof PayerBrowserInput.$inferInput;

/** The browser that an input describes. */
export function toBrowser(asked: AskedBrowser) {
  return {
    userAgent: asked.userAgent ?? null,
    accept: asked.accept ?? null,
    acceptEncoding: asked.acceptEncoding ?? null,
    acceptLanguage: asked.acceptLanguage ?? null,
    acceptCharset: asked.acceptCharset ?? null,
    ipAddress: asked.ipAddress ?? null,
    language: asked.language ?? null,
  };
}
