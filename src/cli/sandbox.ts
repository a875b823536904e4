import type { Config } from '../config/schema.ts';
import type { Fetch } from '../http/fetch.ts';
import type { BambooSwitches } from '../emulators/bamboo/emulator.ts';
import type { BankingserviceSwitches } from '../emulators/bankingservice/emulator.ts';
import { type FetchByAccount } from './connect-configured.ts';
import { recordedAccountsIn } from './recorded-accounts.ts';
import { serveGraph } from './serve.ts';
import { createMemoryStore } from '../store/memory.ts';
import type { OutcomeStore } from '../store/store.ts';
import { hasConsole } from '../server/console/index.ts';
import type { GraphiqlPage } from '../server/request/index.ts';
import { examplesWith } from '../sandbox/examples/index.ts';
import { firstQuery } from '../sandbox/examples/reads.ts';
import { recordedExamples, recordedQuery } from '../sandbox/examples/recorded.ts';
import { withFaultsPage } from '../sandbox/pages/faults.ts';
import { withStatePage } from '../sandbox/pages/state.ts';
import { withWelcome } from '../sandbox/pages/welcome.ts';
import { hints } from '../sandbox/hints.ts';
import { createSandboxClock } from '../sandbox/request-clock.ts';
import { createFaultBoard, withRequestedFaults } from '../sandbox/request-faults.ts';
import { createSavedStates } from '../sandbox/saved-states.ts';
import { startSandbox, type Sandbox } from '../sandbox/index.ts';
import { plantSeeds } from '../sandbox/seeds.ts';

/** The sandbox with its pages: links can be opened and used, and accounts fail on demand. */
export interface InteractiveSandbox extends Sandbox {
  /** An operation to try first. */
  readonly firstQuery: string;
  /** A configuration file that serves it at a port. */
  readonly configAt: (port: number) => Record<string, unknown>;
  readonly graphiqlOf: (config: Config) => Promise<GraphiqlPage>;
  readonly fetchByAccount: FetchByAccount;
  /** What time it is for the request under way. */
  readonly now: () => Date;
  /** What GraphiQL's documentation says of the sandbox. */
  readonly hints: string;
  /** Keeps outcomes until the sandbox goes back to a state. */
  readonly store: OutcomeStore;
  /** Puts its pages, and the faults and the time that a request asks for, before the graph. */
  readonly front: (fetch: Fetch) => Fetch;
}

const bamboo: Partial<BambooSwitches> = { visibleOnlyAfterRegistration: true, hostsRegistrationPage: true };

const bankingservice: Partial<BankingserviceSwitches> = { hostsPayerPage: true };

/** Pages of this machine, such as those of a frontend that is being written. */
const localOrigins = ['http://localhost:*', 'http://127.0.0.1:*'];

interface InteractiveOptions {
  /** A folder of cassettes, whose accounts replace the invented ones. */
  readonly cassettes?: string | undefined;
  readonly warn?: (line: string) => void;
}

export async function startInteractiveSandbox({
  cassettes,
  warn = () => undefined,
}: InteractiveOptions = {}): Promise<InteractiveSandbox> {
  const recorded = cassettes === undefined ? undefined : recordedAccountsIn(cassettes, warn);
  const clock = createSandboxClock();
  const store = createMemoryStore();
  const sandbox = await startSandbox({
    decorate: (fetch) => clock.before(withRequestedFaults(fetch)),
    switches: { BAMBOO: bamboo, BANKING_SERVICE: bankingservice },
    now: clock.now,
    // So that each way of searching can be seen.
    indexed: 'monri-2',
    ...(recorded && { recorded, indexed: undefined }),
  });
  const board = createFaultBoard();
  return {
    ...sandbox,
    firstQuery: recorded ? recordedQuery : firstQuery,
    configAt: (port) => ({
      ...sandbox.config,
      console: hasConsole(),
      server: { port, cors: { origins: localOrigins, shopperOrigins: localOrigins } },
      // Here a request may set its own faults and clock, which must not affect other requests.
      limits: { sharedReads: false },
    }),
    graphiqlOf: async (config) => ({
      examples: recorded ? recordedExamples : examplesWith(await seedsOf(config, sandbox)),
    }),
    fetchByAccount: (account) => clock.sendingTime(board.fetchByAccount(account)),
    now: clock.now,
    hints,
    store,
    front: (fetch) => {
      const graph = clock.before(board.before(fetch));
      const faults = withFaultsPage(graph, {
        board,
        accounts: sandbox.accounts,
      });
      const emulators = sandbox.emulators.map(({ emulator }) => emulator);
      const states = createSavedStates({ emulators, forget: () => void store.close() });
      return withWelcome(withStatePage(faults, states), { hasConsole: hasConsole() });
    },
  };
}

async function seedsOf(config: Config, sandbox: Sandbox) {
  const { fetch: graph, stopIndexing } = await serveGraph(config, {
    graphiql: {},
    report: (error) => {
      throw error;
    },
    isReady: () => true,
    store: createMemoryStore(),
  });
  await stopIndexing();
  return plantSeeds(graph, sandbox);
}
