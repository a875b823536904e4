import type { inputIssueCodes, InputIssue as InputIssueShape } from '../../domain/errors.ts';
import { builder } from '../../builder/builder.ts';

const InputIssueCode = builder.enumType('InputIssueCode', {
  description: 'Kinds of input problems.',
  values: Object.fromEntries(
    Object.entries({
      REQUIRED: 'Missing.',
      MALFORMED: 'Not of the form that is wanted.',
      TOO_LONG: 'Too long.',
      TOO_SHORT: 'Too short.',
      CONFLICTING: 'Contradicts another field.',
      UNSUPPORTED_BY_PROVIDER: 'It is not supported by this provider.',
    } satisfies Record<(typeof inputIssueCodes)[number], string>).map(([code, description]) => [
      code,
      { value: code, description },
    ]),
  ),
});

export const InputIssue = builder.objectRef<InputIssueShape>('InputIssue').implement({
  description: 'One thing wrong with the input.',
  fields: (t) => ({
    path: t.field({
      type: ['String'],
      nullable: false,
      description: 'The path from `input`.',
      resolve: ({ path }) => [...path],
    }),
    code: t.field({
      type: InputIssueCode,
      nullable: false,
      description: 'What kind of thing.',
      resolve: ({ code }) => code,
    }),
    message: t.exposeString('message', {
      nullable: false,
      description: 'For developers; never repeats the value.',
    }),
  }),
});
