import { listen } from '../../src/http/listen.ts';
import { connectAccounts } from '../../src/providers/connect.ts';
import type { ProviderDefinition } from '../../src/providers/define.ts';
import type { Time } from '../../src/upstream/time.ts';
import { emulate } from './emulate.ts';
import { startFaultProxy } from './fault-proxy.ts';

/** One account of a provider, reached through a proxy over real sockets. */
export async function startProxied(definition: ProviderDefinition, time?: Time) {
  const emulator = emulate(definition, { accounts: 1, customers: 2 });
  const listening = await listen(emulator.fetch, { host: '127.0.0.1', port: 0 });
  const proxy = await startFaultProxy(listening.origin);
  const [emulated] = emulator.accounts(proxy.origin);
  if (!emulated) throw new Error('The emulator has no account.');
  /** Connects the account again, with a breaker and a budget that remember nothing. */
  const connect = () => {
    const [account] = connectAccounts(
      [
        {
          key: 'proxied',
          displayName: definition.title,
          environment: 'SANDBOX',
          definition,
          settings: definition.settings.parse(emulated.settings),
          limits: { concurrency: 64, queue: 256 },
        },
      ],
      { fetch: (request) => fetch(request), now: () => new Date(), ...(time && { time }) },
    );
    if (!account) throw new Error('No account was connected.');
    return account;
  };
  return {
    proxy,
    connect,
    customerKeys: emulated.customerKeys,
    close: async () => {
      await proxy.close();
      await listening.close(0);
    },
  };
}
