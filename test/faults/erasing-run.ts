import { randomUUID } from 'node:crypto';
import { definitions } from '../../src/providers/definitions.ts';
import { connectTo } from '../../src/testing/support/vault.ts';
import { customersPerAccount, deadlyPoints, openMortalFleet, type MortalFleet } from './mortal-fleet.ts';
import { createRandom, type Random } from './random.ts';
import { insist, sleep } from './trial.ts';

/** An erasure as it was when it was over, and what the providers hold then. */
export interface ErasedPerson {
  readonly status: string;
  readonly jws: string;
  readonly steps: readonly { readonly id: string; readonly subject: string; readonly state: string }[];
  /** How many of the customers are still there. */
  readonly left: number;
}

export interface ErasingResult {
  readonly people: readonly ErasedPerson[];
  readonly deaths: MortalFleet['deaths'];
  /** How often each record was deleted. */
  readonly deletions: readonly number[];
  readonly keys: unknown;
  readonly audit: string | null;
}

const list = `query($account: String!) { customers(accounts: [$account], first: 64) { nodes { id providerCustomerId } } }`;
const erase = `mutation($input: EraseCustomersInput!) { eraseCustomers(input: $input) {
  ... on EraseCustomersSuccess { erasure { id } } ... on VaultError { code } } }`;
const read = `query($id: ID!) { node(id: $id) { ... on Erasure { status receipt { jws }
  records { steps { id subject state } } } } }`;

const accounts = ['monri-1', 'verifone-1', 'banking-service', 'monri-2', 'verifone-2'];

interface Named {
  readonly id: string;
  readonly providerCustomerId: string;
}

/** Erases one person after another while processes are killed, until so many have died and every erasure is over. */
export async function runErasures(seed: string, size: number, kills: number): Promise<ErasingResult> {
  const random = createRandom(seed);
  const fleet = await openMortalFleet(size, random);
  const ask = async (query: string, variables: object) => {
    const response = await fetch(fleet.url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(5_000),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  try {
    const customers: Named[][] = await Promise.all(
      // A machine that is busy may leave no time to read all of them.
      accounts.map((account) =>
        insist(async () => {
          const { nodes } = (await ask(list, { account })).customers;
          if (nodes.length < customersPerAccount) throw new Error('Some are missing.');
          return nodes;
        }),
      ),
    );
    const people: ErasedPerson[] = [];
    const customersPerPerson = 3;
    for (let place = 0; fleet.deaths.length < kills; place += 1) {
      const named = Array.from({ length: customersPerPerson }, (_, index) => {
        const account = (place * customersPerPerson + index) % accounts.length;
        return customers[account]?.[Math.floor((place * customersPerPerson + index) / accounts.length)];
      }).filter((one) => one !== undefined);
      if (named.length < customersPerPerson)
        throw new Error('Every customer is erased, and too few processes have died.');
      people.push(await eraseOne(named, fleet, ask, { random, kills }));
    }
    // The last one may die when every customer is erased.
    const keys = await insist(async () => {
      await fleet.revived();
      return (await fetch(new URL('/.well-known/jwks.json', fleet.url()))).json();
    });
    const { deaths, deletions } = fleet;
    return { people, deaths: [...deaths], deletions: [...deletions.values()], keys, audit: fleet.audit() };
  } finally {
    await fleet.close();
  }
}

type Ask = (query: string, variables: object) => Promise<Record<string, never>>;

async function eraseOne(
  named: readonly Named[],
  fleet: MortalFleet,
  ask: Ask,
  { random, kills }: { readonly random: Random; readonly kills: number },
): Promise<ErasedPerson> {
  const setTrap = (): void => {
    if (fleet.deaths.length < kills) fleet.setTrap(random.pick(deadlyPoints), 1 + random.below(12));
  };
  const input = { customers: named.map(({ id }) => id), idempotencyKey: randomUUID() };
  await fleet.revived();
  setTrap();
  const id: string = await insist(async () => {
    await fleet.revived();
    const { eraseCustomers } = (await ask(erase, { input })) as Record<string, { erasure?: { id: string } }>;
    if (!eraseCustomers?.erasure) throw new Error('It was not begun.');
    return eraseCustomers.erasure.id;
  });
  for (let deaths = fleet.deaths.length, tries = 0; tries < 2_000; tries += 1) {
    await sleep(30);
    const shown = await ask(read, { id }).catch(() => null);
    const erasure = Object(shown?.['node']);
    if (erasure.status === 'COMPLETE' || erasure.status === 'INCOMPLETE') {
      await fleet.revived();
      const { status, receipt, records } = erasure;
      const steps = records.flatMap((record: ErasedPerson) => record.steps);
      return { status, jws: receipt.jws, steps, left: countLeft(named, fleet) };
    }
    if (fleet.deaths.length > deaths) {
      deaths = fleet.deaths.length;
      await fleet.revived();
      setTrap();
    }
  }
  throw new Error('The erasure is not over after a minute.');
}

function countLeft(named: readonly Named[], { emulators }: MortalFleet): number {
  const kept = new Set(
    emulators.flatMap(({ provider, emulator, origin }) => {
      const definition = definitions.get(provider);
      if (!definition) return [];
      return emulator
        .accounts(origin)
        .flatMap((_, account) => connectTo(definition, emulator, { account }).customerKeys());
    }),
  );
  return named.filter(({ providerCustomerId }) => kept.has(providerCustomerId)).length;
}
