import { InvalidInputError, type InputIssue } from '../../domain/errors.ts';
import { matchFields, type CustomerMatch, type MatchField } from '../../domain/customer-search.ts';
import { unusableAsKey } from '../../domain/text.ts';
import { normal } from '../../gateway/find/normal.ts';
import { builder, onlyLookedUp } from '../../builder/builder.ts';

export const CustomerMatchInput = builder.inputType('CustomerMatchInput', {
  description: 'Who is looked for: one field or more. Who matches any of them is found.',
  fields: (t) => ({
    email: t.string({
      ...onlyLookedUp,
      description: 'An e-mail address, in any case and Unicode form. Null and absent: not looked for.',
    }),
    phone: t.string({
      ...onlyLookedUp,
      description:
        "A phone number, with its country code or as it is dialled in the customer's or the account's country. Null and absent: not looked for.",
    }),
    merchantReference: t.string({
      ...onlyLookedUp,
      description: "The merchant's own reference, as it is kept. Null and absent: not looked for.",
    }),
    documentNumber: t.string({
      ...onlyLookedUp,
      description:
        'The number of a document: of identity, of tax, or of a company. With or without punctuation. Null and absent: not looked for.',
    }),
    name: t.string({
      ...onlyLookedUp,
      description:
        'A whole name, in any order, with or without accents and capitals. Null and absent: not looked for.',
    }),
  }),
});

const inputs = {
  EMAIL: 'email',
  PHONE: 'phone',
  MERCHANT_REFERENCE: 'merchantReference',
  DOCUMENT_NUMBER: 'documentNumber',
  NAME: 'name',
} as const satisfies Record<MatchField, keyof typeof CustomerMatchInput.$inferInput>;

/** The match that an input asks for; an `InvalidInputError` if no customer could match it. */
export function toMatch(input: typeof CustomerMatchInput.$inferInput): CustomerMatch {
  const given = matchFields.flatMap((field) => {
    const text = input[inputs[field]];
    return typeof text === 'string' ? [[field, text] as const] : [];
  });
  const issues = given.flatMap(([field, text]) => issueIn(field, text));
  if (given.length === 0) {
    issues.push({ path: ['match'], code: 'REQUIRED', message: 'match must have one field or more.' });
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return Object.fromEntries(given);
}

function issueIn(field: MatchField, text: string): InputIssue[] {
  const path = ['match', inputs[field]];
  const refusal = unusableAsKey(text) ?? (isOne(field, text) ? null : `is no ${nouns[field]}`);
  return refusal === null ? [] : [{ path, code: 'MALFORMED', message: `${path.join('.')} ${refusal}.` }];
}

function isOne(field: MatchField, text: string): boolean {
  const form = normal(field, text, null);
  if (field === 'EMAIL') return /^[^\s@]+@[^\s@]+$/.test(form);
  return field === 'PHONE' ? /\d{3}/.test(form) : form !== '';
}

const nouns: Readonly<Record<MatchField, string>> = {
  EMAIL: 'e-mail address',
  PHONE: 'phone number',
  MERCHANT_REFERENCE: 'reference',
  DOCUMENT_NUMBER: 'number of a document',
  NAME: 'name',
};
