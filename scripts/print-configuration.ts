import { readFileSync, writeFileSync } from 'node:fs';
import { configNode, isSecret, type SchemaNode } from '../src/config/json-schema.ts';

/** Writes `docs/configuration.md`; with `--check` it says whether the committed one is still true. */

const page = 'docs/configuration.md';

interface Row {
  readonly path: string;
  readonly node: SchemaNode;
  readonly isRequired: boolean;
  /** Whether it belongs to one of several alternatives alone. */
  readonly isOfOne?: boolean;
}

/** Every setting below a part, single values and lists of them; parts with alternatives give those of each. */
function rowsOf(node: SchemaNode, under: string): Row[] {
  const { properties = {}, required = [] } = node;
  return Object.entries(properties).flatMap(([name, inner]) => {
    const path = under === '' ? name : `${under}.${name}`;
    const row: Row = { path, node: inner, isRequired: required.includes(name) };
    return [row].concat(rowsInside(inner, path));
  });
}

function rowsInside(node: SchemaNode, path: string): Row[] {
  if (isSecret(node)) return [];
  if (node.properties) return rowsOf(node, path);
  if (node.items) return rowsInside(node.items, `${path}[]`);
  // The accounts of each provider have a table of their own.
  const alternatives = path.endsWith('.accounts[]') ? [] : (node.oneOf ?? node.anyOf ?? []);
  return merged(alternatives.map((alternative) => rowsInside(alternative, path)));
}

/** Alternatives share settings: each is one row, and the one that says which is meant has a value for each. */
function merged(alternatives: readonly (readonly Row[])[]): Row[] {
  const rows = alternatives.flat();
  const paths = [...new Set(rows.map(({ path }) => path))];
  return paths.flatMap((path) => {
    const same = rows.filter((row) => row.path === path);
    const [first] = same;
    if (!first) return [];
    const isEverywhere = same.length === alternatives.length;
    return [
      {
        ...first,
        node: mergedNode(
          same.map(({ node }) => node),
          first.node,
        ),
        isOfOne: !isEverywhere,
      },
    ];
  });
}

function mergedNode(nodes: readonly SchemaNode[], first: SchemaNode): SchemaNode {
  if (first.const === undefined) return first;
  const description = nodes.map((node) => `\`${node.const}\`: ${node.description ?? ''}`).join(' ');
  return { enum: nodes.flatMap((node) => node.const ?? []), description };
}

function typeOf(node: SchemaNode): string {
  if (isSecret(node)) return 'a secret';
  if (node.const !== undefined) return `\`${node.const}\``;
  if (node.enum) return node.enum.map((value) => `\`${value}\``).join(', ');
  if (node.anyOf) return [...new Set(node.anyOf.map(typeOf))].join(', or ');
  if (node.oneOf) return 'one of several parts';
  if (node.type === 'array') return node.items ? `a list: ${typeOf(node.items)}` : 'a list';
  return (
    { string: 'text', integer: `number${boundsOf(node)}`, boolean: '`true`, `false`' }[node.type ?? ''] ??
    'a part'
  );
}

function boundsOf({ minimum, maximum = Infinity }: SchemaNode): string {
  if (minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER) return '';
  return maximum < Number.MAX_SAFE_INTEGER ? `, ${minimum} to ${maximum}` : `, ${minimum} or more`;
}

function defaultOf({ node, isRequired, isOfOne = false }: Row): string {
  if (isRequired) return isOfOne ? 'required in its alternative' : 'required';
  const { default: preset } = node;
  const isShown = preset !== undefined && (typeof preset !== 'object' || Array.isArray(preset));
  return isShown ? `\`${JSON.stringify(preset)}\`` : '';
}

function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    `\`${row.path}\``,
    typeOf(row.node),
    defaultOf(row),
    row.node.description ?? '',
  ]);
  return [['Setting', 'Type', 'Default', 'What it is'], ['---', '---', '---', '---'], ...cells]
    .map((line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function sectionsOf(root: SchemaNode): string[] {
  return Object.entries(root.properties ?? {}).map(([name, node]) => {
    const row = { path: name, node, isRequired: root.required?.includes(name) ?? false };
    const rows = [...(hasParts(node) ? [] : [row]), ...rowsInside(node, name)];
    return [`## \`${name}\``, node.description ?? '', tableOf(rows)].join('\n\n');
  });
}

function hasParts(node: SchemaNode): boolean {
  return !isSecret(node) && rowsInside(node, '').length > 0;
}

/** The accounts of each provider have settings of their own. */
function providersOf(root: SchemaNode): string[] {
  const accounts = root.properties?.['tenants']?.items?.properties?.['accounts']?.items?.oneOf ?? [];
  return accounts.map((account) => {
    const provider = account.properties?.['provider']?.const;
    const rows = rowsOf(account, '');
    return [`## An account at \`${String(provider)}\``, tableOf(rows)].join('\n\n');
  });
}

function print(): string {
  const root = configNode();
  return `${[
    '# The configuration file',
    'Printed from the schema that the file is read with: do not edit. `npm run --silent vaultgraph -- schema --config` prints it as JSON Schema for editors.',
    'A secret is `{ "env": "NAME" }` or `{ "file": "PATH" }`, and the text itself only if every account is `SANDBOX`. Every other value may be `{ "env": "NAME" }` too. A setting without a default may be left out unless it is required.',
    ...sectionsOf(root),
    ...providersOf(root),
  ].join('\n\n')}\n`;
}

const text = print();
if (!process.argv.includes('--check')) {
  writeFileSync(page, text);
} else if (readFileSync(page, 'utf8') !== text) {
  console.error(`${page} is not what the schema says: run \`npm run codegen\` and read the difference.`);
  process.exitCode = 1;
}
