import type { registrationSubjects, RegistrationTerms } from '../../domain/capability.ts';
import { builder } from '../../builder/builder.ts';
import { RegistrationMethodKind } from '../registration-link/method-input.ts';

const RegistrationSubject = builder.enumType('RegistrationSubject', {
  description: 'The subject of a registration link.',
  values: {
    PERSON: {
      description: 'A person that the provider need not know yet: the input needs `customer`.',
    },
    CUSTOMER: { description: 'A customer that the provider has: the input needs `customerId` and `method`.' },
  } as const satisfies Record<(typeof registrationSubjects)[number], object>,
});

export const RegistrationCapability = builder
  .objectRef<RegistrationTerms>('RegistrationCapability')
  .implement({
    description: 'The registration links that a provider makes: their subject and their kinds.',
    fields: (t) => ({
      subject: t.expose('subject', {
        type: RegistrationSubject,
        nullable: false,
        description: 'The subject of a link.',
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
