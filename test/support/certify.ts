import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createDisguise } from '../../src/cassettes/disguise.ts';
import { certify, type Examined } from '../../src/certify/certify.ts';
import type { World } from '../../src/certify/asking.ts';
import { createJournal } from '../../src/certify/journal.ts';
import { toCassette } from '../../src/certify/recording.ts';
import type { Subject } from '../../src/certify/subject.ts';
import type { Emulator } from '../../src/emulators/kit/emulator.ts';
import type { Fetch } from '../../src/http/fetch.ts';
import type { ProviderDefinition } from '../../src/providers/define.ts';
import { configured, emulate } from './emulate.ts';
import { deletes, providers } from './providers.ts';
import { connectTo, origin } from '../../src/testing/support/vault.ts';

/** The providers that say what they take for granted. */
export const certifiable = providers.filter(({ certification }) => certification !== undefined);

/** Those of them at which a probe may make a record, since it can be removed. */
export const removable = certifiable.filter(deletes);

/** More than the largest page, so that there is something to onProbe by. */
export const enoughCustomers = 130;

/** An account of an emulator, for certify. */
export function subjectAt(
  definition: ProviderDefinition,
  emulator: Pick<Emulator, 'accounts' | 'fetch'>,
  { account = 0, settings = {} }: { readonly account?: number; readonly settings?: object } = {},
): Subject {
  const { certification, code } = definition;
  const emulated = configured(emulator, settings).accounts(origin)[account];
  if (!certification || !emulated) throw new Error(`${code} cannot be certified.`);
  return {
    tenant: 'tests',
    key: `${code.toLowerCase()}-${account}`,
    environment: 'SANDBOX',
    definition,
    certification,
    settings: definition.settings.parse(emulated.settings) as never,
  };
}

/** An empty folder, until the test is over. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-certify-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A world that answers from memory, in which no one waits for a provider to recover. */
export function worldOver(fetch: Fetch): World {
  return { fetch, now: () => new Date(), timeoutMs: 20_000, pause: () => Promise.resolve() };
}

export interface CertifyOptions {
  readonly write?: boolean;
  readonly fetch: Fetch;
  readonly signal?: AbortSignal;
  readonly folder?: string;
}

/** Runs every probe, writing ones included by default. */
export function certifyAt(
  subject: Subject,
  { write = true, fetch, signal = new AbortController().signal, folder = emptyFolder() }: CertifyOptions,
): Promise<Examined> {
  return certify(subject, {
    world: worldOver(fetch),
    journal: write ? createJournal(folder) : null,
    signal,
    onProbe: () => undefined,
  });
}

/** What an emulator’s account is asked and answered today. */
export async function recordedAt(
  definition: ProviderDefinition,
  { switches = {}, settings = {} }: { readonly switches?: object; readonly settings?: object } = {},
) {
  const emulator = emulate(definition, { customers: 3, switches });
  const subject = subjectAt(definition, emulator, { settings });
  const examined = await certifyAt(subject, { fetch: emulator.fetch });
  return { emulator, cassette: toCassette(examined, createDisguise()) };
}

/** The ids of the assumptions with an outcome. */
export function idsWith(outcome: string, { results }: Examined): readonly string[] {
  return results.flatMap(({ assumption, finding }) => (finding.outcome === outcome ? [assumption.id] : []));
}

/** How many records of ours an emulator's account still shows. */
export async function leftAt(
  definition: ProviderDefinition,
  emulator: Pick<Emulator, 'accounts' | 'fetch'>,
  before: readonly string[],
): Promise<number> {
  const { customerKeys } = connectTo(definition, emulator);
  return Promise.resolve(customerKeys().filter((key) => !before.includes(key)).length);
}

/** The lists of made records in a folder. */
export function listsIn(folder: string): readonly string[] {
  return readdirSync(folder);
}
