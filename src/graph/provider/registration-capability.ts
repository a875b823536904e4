import type { registrationSubjects, RegistrationTerms } from '../../domain/capability.ts';
import { builder } from '../../builder/builder.ts';
import { RegistrationMethodKind } from '../registration-link/method-input.ts';

const RegistrationSubject = builder.enumType('RegistrationSubject', {
  description: 'For whom a registration link is made.',
  values: {
    PERSON: {
      description: 'A person whom the provider need not know yet: `customer` of the input is needed.',
    },
    CUSTOMER: { description: 'A customer that the provider has: `customerId` and `method` are needed.' },
  } as const satisfies Record<(typeof registrationSubjects)[number], object>,
});

export const RegistrationCapability = builder
  .objectRef<RegistrationTerms>('RegistrationCapability')
  .implement({
    description: 'For whom a provider makes registration links, and of what.',
    fields: (t) => ({
      subject: t.expose('subject', {
        type: RegistrationSubject,
        nullable: false,
        description: 'For whom a link is made.',
      }),
      kinds: t.field({
        type: [RegistrationMethodKind],
        nullable: false,
        description:
          'The kinds of payment method to choose from; empty if the page itself lets the person choose.',
        resolve: ({ kinds }) => [...kinds],
      }),
      isRepeatable: t.exposeBoolean('isRepeatable', {
        nullable: false,
        description:
          'Whether an unknown outcome may be repeated with the same `idempotencyKey` at any time: the provider then gives the first link again.',
      }),
      takesBrowser: t.exposeBoolean('takesBrowser', {
        nullable: false,
        description: "Whether `browser` of the input, the payer's browser, is passed on.",
      }),
    }),
  });
