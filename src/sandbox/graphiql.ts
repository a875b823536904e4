import type { GraphiQLOptions } from 'graphql-yoga';
import { sandboxIds, type Sandbox } from './index.ts';
import { tabsWith } from './tabs.ts';

/** GraphiQL over the sandbox, with a tab for every example. */
export function sandboxGraphiql(sandbox: Sandbox): GraphiQLOptions {
  const customerId = sandboxIds.seal({ type: 'Customer', account: 'monri-1', key: firstMonriKey(sandbox) });
  return { title: 'vaultgraph sandbox', defaultTabs: tabsWith({ customerId }) };
}

function firstMonriKey({ emulators }: Sandbox): string {
  const monri = emulators.find(({ provider }) => provider === 'MONRI');
  return monri?.emulator.accounts(monri.origin)[0]?.customerKeys()[0] ?? '';
}
