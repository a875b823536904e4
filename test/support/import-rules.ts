import type { ImportRule } from './imports.ts';

/**
 * The floors of `src`, from the ground up. A folder may import itself and what its line names: a folder with all that
 * is inside it, or a single file. Files at the top of a folder have the folder's own line.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'domain/': [],
  'redaction/': ['domain/'],
  'port.ts': ['domain/'],
  'http/': [],
  'access/': ['domain/', 'redaction/', 'http/handle.ts'],
  'store/': ['domain/'],
  'telemetry/log/': ['domain/instant-text.ts', 'http/', 'redaction/'],
  'telemetry/audit/': [],
  'telemetry/metrics/': ['domain/', 'port.ts'],
  'telemetry/traces/': ['domain/', 'http/handle.ts'],
  'telemetry/usage/': ['telemetry/operations/'],
  'telemetry/operations/': ['telemetry/', 'redaction/'],
  'upstream/': [
    'domain/',
    'port.ts',
    'http/',
    'redaction/',
    'telemetry/traces/call.ts',
    'telemetry/metrics/upstream-observer.ts',
  ],
  'gateway/': [
    'domain/',
    'port.ts',
    'store/',
    'redaction/',
    'telemetry/log/request.ts',
    'telemetry/metrics/keyed-writes-observer.ts',
    'upstream/abort.ts',
    'upstream/json.ts',
  ],
  'builder/': ['domain/', 'access/', 'gateway/', 'telemetry/audit/'],
  'providers/': [
    'domain/',
    'port.ts',
    'http/',
    'redaction/',
    'upstream/',
    'builder/builder.ts',
    'gateway/account.ts',
    'gateway/cache/',
    'gateway/disclosing.ts',
    'gateway/sharing/',
    'telemetry/metrics/upstream-observer.ts',
  ],
  'emulators/': ['http/'],
  'graph/': [
    'domain/',
    'access/',
    'redaction/',
    'gateway/',
    'builder/',
    'providers/define.ts',
    'providers/definitions.ts',
    'providers/shared/instant.ts',
  ],
  'server/request/': ['domain/', 'http/'],
  'server/documents/': [
    'domain/',
    'access/',
    'builder/builder.ts',
    'http/handle.ts',
    'server/execution/arguments.ts',
  ],
  'server/errors/': ['domain/', 'access/'],
  'server/execution/': ['domain/', 'access/', 'builder/'],
  'server/': [
    'domain/',
    'store/store.ts',
    'port.ts',
    'upstream/abort.ts',
    'http/',
    'access/',
    'telemetry/',
    'gateway/',
    'builder/',
    'graph/index.ts',
    'providers/define.ts',
    'providers/definitions.ts',
  ],
  'config/': [
    'access/',
    'redaction/',
    'providers/check-definition.ts',
    'providers/define.ts',
    'providers/definitions.ts',
    'server/documents/trusted.ts',
  ],
  'cassettes/': [
    'http/fetch.ts',
    'redaction/',
    'upstream/json.ts',
    'providers/shared/shape.ts',
    'providers/shared/wire.ts',
  ],
  'certify/': [
    'domain/',
    'cassettes/',
    'http/fetch.ts',
    'upstream/',
    'providers/define.ts',
    'providers/shared/assumption.ts',
    'providers/shared/deletion.ts',
    'providers/shared/shape.ts',
  ],
  'testing/': [
    'domain/',
    'port.ts',
    'http/',
    'store/memory-cache.ts',
    'upstream/',
    'gateway/',
    'providers/',
    'emulators/',
    'cassettes/',
    'server/errors/mask.ts',
  ],
  'sandbox/': ['http/', 'gateway/', 'config/', 'providers/', 'emulators/', 'server/request/'],
};

/** The folders that may use GraphQL's packages. */
const speakGraphql = [
  'builder/',
  'graph/',
  'server/',
  'providers/',
  'telemetry/operations/',
  'telemetry/usage/',
  'sandbox/',
  'cli/',
];

const folderRules = Object.entries(allowed).map(([folder, others]): ImportRule => ({
  says: `${folder} may import ${['itself', ...others].join(', ')}`,
  files: lineOf(folder),
  allows: (target) => !isOurs(target) || isIn(target, folder, ...others),
}));

/** What the folders alone do not say. */
const finerRules: readonly ImportRule[] = [
  {
    says: 'the domain, the port and the audit use no package but the table of card issuers',
    files: /^src\/(?:domain\/|port\.ts|telemetry\/audit\/)/,
    allows: (target) => isOurs(target) || target.startsWith('node:') || target === 'credit-card-type',
  },
  {
    says: `only ${speakGraphql.join(', ')} speak GraphQL`,
    files: new RegExp(`^src/(?!${speakGraphql.join('|')})`),
    allows: (target) => !/^(?:graphql$|graphql\/|@pothos|@graphql|@apollo)/.test(target),
  },
  {
    says: 'a provider imports no other provider, no registry and no connection',
    files: /^src\/providers\/(?!shared\/)[^/]+\//,
    allows: (target, from) =>
      !target.startsWith('src/providers/') ||
      isIn(target, 'providers/shared/', 'providers/define.ts', folderOf(from)),
  },
  {
    says: 'what providers share imports none of them',
    files: /^src\/providers\/shared\//,
    allows: (target) => !target.startsWith('src/providers/') || isIn(target, 'providers/shared/'),
  },
  {
    says: 'the registry is a line per provider',
    files: /^src\/providers\/registry\.ts$/,
    allows: (target) => /^src\/providers\/[^/]+\/index\.ts$/.test(target),
  },
  {
    says: 'an emulator imports no other emulator and no adapter',
    files: /^src\/emulators\/(?!kit\/)[^/]+\//,
    allows: (target, from) => !isOurs(target) || isIn(target, 'emulators/kit/', 'http/', folderOf(from)),
  },
  {
    says: 'only the sandbox, its command and what tests use enter the emulators',
    files: /^src\/(?!emulators\/|sandbox\/|testing\/|cli\/sandbox\.ts$)/,
    allows: (target) => !target.startsWith('src/emulators/'),
  },
  {
    says: 'only the command line reads the environment',
    files: /^src\/(?!cli\/)/,
    allows: (target) => target !== 'process.env' && target !== 'node:process',
  },
  {
    says: 'the source imports no test',
    files: /^src\//,
    allows: (target) => !target.startsWith('test/') && !/\.(?:test|testing)\.ts$/.test(target),
  },
];

/** What each folder and file may import. */
export const rules: readonly ImportRule[] = [...folderRules, ...finerRules];

function isOurs(target: string): boolean {
  return target.startsWith('src/');
}

/** Whether a target is one of these files of `src`, or in one of these folders, which end in a slash. */
function isIn(target: string, ...places: readonly string[]): boolean {
  return places.some((place) =>
    place.endsWith('/') ? target.startsWith(`src/${place}`) : target === `src/${place}`,
  );
}

/** The folder directly below `providers` or `emulators` that a file is in, below `src`, its slash included. */
function folderOf(file: string): string {
  return /^src\/((?:providers|emulators)\/[^/]+\/)/.exec(file)?.[1] ?? '';
}

/** The files of a folder, except those in a folder inside it that has its own line. */
function lineOf(folder: string): RegExp {
  if (!folder.endsWith('/')) return new RegExp(`^src/${folder.replace('.', '\\.')}$`);
  const inner = Object.keys(allowed).filter((other) => other !== folder && other.startsWith(folder));
  const except = inner.map((other) => other.slice(folder.length)).join('|');
  return new RegExp(`^src/${folder}${except === '' ? '' : `(?!${except})`}`);
}
