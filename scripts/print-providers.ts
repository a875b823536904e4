import { readFileSync, writeFileSync } from 'node:fs';
import { isSupported, operations, type Capability } from '../src/domain/capability.ts';
import { requiredFields, unsupportedFields, type AnyRules } from '../src/domain/input-rules.ts';
import { definitions } from '../src/providers/definitions.ts';

/** Writes `docs/providers.md`; with `--check` it says whether the committed one is still true. */

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
  return [`Where a customer is deleted, ${retained[retention]}; ${dependents[paymentMethods]}.`];
}

function section({ title, docs, code, abilities, rules }: (typeof providers)[number]): string {
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
    sentences.join('\n'),
    ...fields,
  ].join('\n\n');
}

const page = [
  '# What each provider can do',
  'Printed from the same tables that the graph answers with (`paymentProviders { capabilities { … } }`): do not edit.',
  matrix(),
  ...providers.map(section),
].join('\n\n');
const text = `${page}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync('docs/providers.md', text);
} else if (readFileSync('docs/providers.md', 'utf8') !== text) {
  console.error(
    'docs/providers.md is not what the tables say: run `npm run codegen` and read the difference.',
  );
  process.exitCode = 1;
}
