import type { ImportRule } from './imports.ts';

/** Whether a target is one of these files, or in one of these folders, which end in a slash. */
function isIn(target: string, ...places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? target.startsWith(place) : target === place));
}

function isOurs(target: string): boolean {
  return target.startsWith('src/');
}

function isGraphql(target: string): boolean {
  return /^(?:graphql|@pothos|@graphql|@apollo)/.test(target);
}

/** The folder of the provider that a file belongs to, its slash included. */
function providerOf(file: string): string {
  return /^src\/providers\/[^/]+\//.exec(file)?.[0] ?? '';
}

const anyProvider = /^src\/providers\/[^/]+\//;
const emulator = /^src\/providers\/[^/]+\/emulator(?:\.ts$|\/)/;
const adapter = /^src\/providers\/[^/]+\/(?!emulator(?:\.ts$|\/))/;

/** Who may import whom. */
export const rules: readonly ImportRule[] = [
  {
    says: 'the domain knows only itself',
    files: /^src\/domain\//,
    allows: (target) => isIn(target, 'src/domain/') || target.startsWith('node:'),
  },
  {
    says: 'the port knows only the domain',
    files: /^src\/port\.ts$/,
    allows: (target) => isIn(target, 'src/domain/'),
  },
  {
    says: 'http knows the domain and the port, no provider and no graph',
    files: /^src\/http\//,
    allows: (target) =>
      isOurs(target) ? isIn(target, 'src/http/', 'src/domain/', 'src/port.ts') : !isGraphql(target),
  },
  {
    says: 'the gateway knows no provider, no HTTP and no graph',
    files: /^src\/gateway\//,
    allows: (target) =>
      isOurs(target)
        ? isIn(target, 'src/gateway/', 'src/domain/', 'src/port.ts', 'src/store/')
        : !isGraphql(target),
  },
  {
    says: 'access knows only the domain',
    files: /^src\/access\//,
    allows: (target) => (isOurs(target) ? isIn(target, 'src/access/', 'src/domain/') : !isGraphql(target)),
  },
  {
    says: 'the store knows only the domain',
    files: /^src\/store\//,
    allows: (target) => (isOurs(target) ? isIn(target, 'src/store/', 'src/domain/') : !isGraphql(target)),
  },
  {
    says: 'the log knows the domain and what HTTP is made of',
    files: /^src\/log\//,
    allows: (target) =>
      isOurs(target) ? isIn(target, 'src/log/', 'src/domain/', 'src/http/fetch.ts') : !isGraphql(target),
  },
  {
    says: 'the audit knows only itself',
    files: /^src\/audit\//,
    allows: (target) => isIn(target, 'src/audit/') || target.startsWith('node:'),
  },
  {
    says: 'the surface knows the domain and HTTP',
    files: /^src\/surface\//,
    allows: (target) =>
      isOurs(target) ? isIn(target, 'src/surface/', 'src/domain/', 'src/http/') : target !== 'graphql',
  },
  {
    says: 'errors know the domain and who may explore',
    files: /^src\/errors\//,
    allows: (target) => !isOurs(target) || isIn(target, 'src/errors/', 'src/domain/', 'src/access/'),
  },
  {
    says: 'the graph knows no provider by name',
    files: /^src\/schema\//,
    allows: (target) =>
      !target.startsWith('src/providers/') ||
      isIn(target, 'src/providers/definitions.ts', 'src/providers/define.ts'),
  },
  {
    says: 'the builder is a leaf: it knows the context alone',
    files: /^src\/schema\/builder\.ts$/,
    allows: (target) => !isOurs(target) || isIn(target, 'src/context.ts', 'src/access/', 'src/domain/'),
  },
  {
    says: 'a provider knows no other provider',
    files: anyProvider,
    allows: (target, from) => !anyProvider.test(target) || isIn(target, providerOf(from)),
  },
  {
    says: 'a provider knows the port, the domain and http, and of the graph the builder alone',
    files: adapter,
    allows: (target, from) =>
      !isOurs(target) ||
      isIn(target, providerOf(from), 'src/domain/', 'src/port.ts', 'src/http/', 'src/schema/builder.ts') ||
      /^src\/providers\/(?!registry|definitions)[^/]+\.ts$/.test(target),
  },
  {
    says: 'an adapter shares nothing with its emulator, which is started in index.ts',
    files: adapter,
    allows: (target, from) =>
      !emulator.test(target) ||
      (target === `${providerOf(from)}emulator.ts` && from === `${providerOf(from)}index.ts`),
  },
  {
    says: 'an emulator knows its fixtures and what all emulators are made of, never its adapter',
    files: emulator,
    allows: (target, from) =>
      isOurs(target)
        ? emulator.test(target) ||
          isIn(
            target,
            `${providerOf(from)}fixtures/`,
            'src/sandbox/emulator.ts',
            'src/sandbox/people.ts',
            'src/sandbox/route.ts',
            'src/http/fetch.ts',
          )
        : !isGraphql(target),
  },
  {
    says: 'the registry is a line per provider',
    files: /^src\/providers\/registry\.ts$/,
    allows: (target) => /^src\/providers\/[^/]+\/index\.ts$/.test(target),
  },
  {
    says: 'what providers share knows none of them',
    files: /^src\/providers\/(?!registry)[^/]+\.ts$/,
    allows: (target) => !anyProvider.test(target),
  },
  {
    says: 'the command line alone reads the environment',
    files: /^src\/(?!cli\.ts$)/,
    allows: (target) => target !== 'process.env' && target !== 'node:process',
  },
  {
    says: 'the source needs no test',
    files: /^src\//,
    allows: (target) => !target.startsWith('test/') && !/\.(?:test|testing)\.ts$/.test(target),
  },
];
