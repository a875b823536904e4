import { readFileSync, writeFileSync } from 'node:fs';
import {
  isSupported,
  operations,
  registrationTermsOf,
  type Capabilities,
  type Capability,
} from '../src/domain/capability.ts';
import { requiredFields, unsupportedFields, type AnyRules } from '../src/domain/input-rules.ts';
import { definitions } from '../src/providers/definitions.ts';
import { leafTable } from './table-of-leaves.ts';

/** Writes `docs/providers.md` and a part of each provider's README; with `--check` it says whether they are still true. */

const providers = [...definitions.values()];

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function mark(capability: Capability): string {
  if (!isSupported(capability))
    return capability.support === 'INDIRECT' ? `→ \`${capability.instead}\`` : '–';
  return capability.support === 'NATIVE' ? 'yes' : 'in several calls';
}

function matrix(): string {
  const titles = providers.map(({ title }) => title);
  return [
    row(['Operation', ...titles]),
    row(['---', ...titles.map(() => '---')]),
    ...operations.map((operation) =>
      row([`\`${operation}\``, ...providers.map(({ abilities }) => mark(abilities[operation]))]),
    ),
  ].join('\n');
}

function fieldsOf(name: string, rules: AnyRules | null): string[] {
  if (!rules) return [];
  const list = (fields: readonly string[]): string =>
    fields.map((field) => `\`${field}\``).join(', ') || 'nothing';
  return [
    `${name} must have: ${list(requiredFields(rules))}.`,
    `${name} cannot have: ${list(unsupportedFields(rules))}.`,
  ];
}

const retained = {
  ERASED: 'the record is removed',
  RETAINED: 'the record is marked as deleted and kept',
  UNKNOWN: 'the provider does not say whether the record is kept',
};
const dependents = {
  DELETED: 'its payment methods go with it',
  KEPT: 'its payment methods are kept',
  UNKNOWN: 'what becomes of its payment methods is not said',
};

function deletionOf(capability: Capability): string[] {
  if (!isSupported(capability) || !capability.deletion) return [];
  const { retention, paymentMethods } = capability.deletion;
  return [`If a customer is deleted, ${retained[retention]}; ${dependents[paymentMethods]}.`];
}

function registrationOf(abilities: Capabilities): string[] {
  const terms = registrationTermsOf(abilities);
  if (!terms) return [];
  const ofCustomer = `A registration link is for a customer that exists (\`customerId\`) and one of ${terms.kinds.map((kind) => `\`${kind}\``).join(', ')}.`;
  const subject =
    terms.subject === 'CUSTOMER'
      ? ofCustomer
      : 'A registration link is for a person that the provider need not know yet (`customer`).';
  const again = terms.isRepeatable
    ? 'An unknown outcome may be repeated with the same idempotency key.'
    : 'An unknown outcome is not repeated: there could be a second link.';
  const browser = terms.takesBrowser ? ["The payer's browser is passed on if it is given."] : [];
  return [[subject, again, ...browser].join(' ')];
}

function section({ title, docs, code, abilities, rules, certification }: (typeof providers)[number]): string {
  const sentences = operations.flatMap((operation) => {
    const capability = abilities[operation];
    const sentence = isSupported(capability) ? capability.note : capability.because;
    return sentence === undefined ? [] : [`- \`${operation}\`: ${sentence}`];
  });
  const filters = isSupported(abilities.LIST_CUSTOMERS) ? (abilities.LIST_CUSTOMERS.filters ?? []) : [];
  const honours = filters.length > 0 ? [`Lists can be filtered by ${filters.join(', ')}.`] : [];
  const fields = [
    ...fieldsOf('A customer', rules.customer),
    ...fieldsOf('A registration', rules.registration),
  ];
  return [
    `## ${title} (\`${code}\`)`,
    `[The vendor's documentation](${docs})`,
    ...honours,
    ...deletionOf(abilities.DELETE_CUSTOMER),
    ...registrationOf(abilities),
    sentences.join('\n'),
    ...fields,
    ...assumptionsOf(certification),
  ].join('\n\n');
}

const tick = '`';

/** What is taken for granted about a provider, as `certify` asks an account. */
function assumptionsOf(certification: (typeof providers)[number]['certification']): string[] {
  if (!certification) return [];
  const rows = certification.assumptions.map(({ id, assumes, source, steers, isReliedOn, kind }) =>
    row([
      `${tick}${id}${tick}`,
      assumes,
      source,
      steers,
      isReliedOn ? 'yes' : 'no: it copes with either',
      kind === 'read' ? 'reads' : 'writes',
    ]),
  );
  return [
    'What the adapter takes for granted, and [`vaultgraph certify`](certify.md) asks an account:',
    [
      row(['Assumption', 'What is assumed', 'Source', 'What follows from it', 'Relied on', 'Probe']),
      row(['---', '---', '---', '---', '---', '---']),
      ...rows,
    ].join('\n'),
  ];
}

const page = [
  '# What each provider can do',
  'Printed from the same tables that the graph answers with (`paymentProviders { capabilities { … } }`): do not edit.',
  matrix(),
  ...providers.map(section),
  leafTable(),
].join('\n\n');
const begins = '<!-- printed: assumptions -->';
const ends = '<!-- end of what is printed -->';

/** The README of a provider, with the list of assumptions printed again. */
function readmeOf(file: string, { certification }: (typeof providers)[number]): string {
  const before = readFileSync(file, 'utf8');
  const items = (certification?.assumptions ?? []).map(
    ({ id, assumes, source }) => `- \`${id}\`: ${assumes} Source: ${source}.`,
  );
  const list = [
    '## What is taken for granted',
    '',
    begins,
    '',
    '`vaultgraph certify` checks each of them against an account; the probes are in `assumptions`.',
    '',
    ...items,
    '',
    ends,
  ].join('\n');
  const known = /\n## What is taken for granted\n[^]*?<!-- end of what is printed -->\n/;
  const others = before.replace(known, '').trimEnd();
  return `${others}\n\n${list}\n`;
}

const printed: readonly (readonly [file: string, text: string])[] = [
  ['docs/providers.md', `${page}\n`],
  ...providers.map((provider): [string, string] => {
    const file = `src/providers/${provider.code.toLowerCase().replaceAll('_', '')}/README.md`;
    return [file, readmeOf(file, provider)];
  }),
];

for (const [file, text] of printed) {
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is not what the tables say: run \`npm run codegen\` and read the difference.`);
    process.exitCode = 1;
  }
}
