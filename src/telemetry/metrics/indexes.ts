import { Gauge, type Registry } from 'prom-client';
import type { SeenAccount, SeenIndex } from './metrics.ts';

/** How blind indexes are, asked for when the page is. All processes see the same ones. */
export function createIndexMetrics(registry: Registry, accounts: () => readonly SeenAccount[]): void {
  const gauge = (name: string, help: string, valueOf: (index: SeenIndex) => number | null) =>
    new Gauge({
      name,
      help,
      aggregator: 'max',
      labelNames: ['tenant', 'provider', 'account'],
      registers: [registry],
      async collect() {
        this.reset();
        for (const { tenant, provider, account, index } of accounts()) {
          // One that cannot be read has no figures.
          const status = await index?.().catch(() => null);
          const value = status ? valueOf(status) : null;
          if (value !== null) this.set({ tenant, provider, account }, value);
        }
      },
    });
  gauge('vaultgraph_index_customers', 'Customers in the blind index of an account.', ({ size }) => size);
  gauge(
    'vaultgraph_index_lag_seconds',
    'How far the blind index of an account may be behind its provider; absent while it is built for the first time.',
    ({ lagSeconds }) => lagSeconds,
  );
}
