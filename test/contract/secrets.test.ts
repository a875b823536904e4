import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { Secret } from '../../src/redaction/secret.ts';
import { fileWith, mistakesOf } from '../support/configuration.ts';
import { providers } from '../support/providers.ts';
import { connectTo, createCall, origin } from '../../src/testing/support/vault.ts';
import { emulate } from '../support/emulate.ts';

/** What no header can hold, wherever in a header it would stand. */
const impossible = ['key\nvalue', 'key\r\nx-injected: 1', 'ключ', 'key…', 'key\u0000', 'key\u007f'];

describe.each(providers)('a secret at $code', (definition) => {
  const emulator = emulate(definition, { accounts: 2, customers: 1 });
  const secrets = emulator.accounts(origin).flatMap(({ settings }, account) => {
    const given = accountWith(settings);
    const parsed = parseConfig(fileWith([given]), {}).tenants[0]?.accounts[0]?.settings;
    return Object.entries(Object(parsed))
      .filter(([, value]) => value instanceof Secret)
      .map(([name]) => ({ account, name }));
  });

  function accountWith(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return { key: 'a', provider: definition.code, environment: 'SANDBOX', settings };
  }

  /** What becomes of an account one of whose secrets is this text. */
  async function outcomeOf(
    { account, name }: { account: number; name: string },
    text: string,
  ): Promise<string> {
    const given = emulator.accounts(origin)[account];
    if (!given) return 'no such account';
    const changed = { ...given, settings: { ...given.settings, [name]: text } };
    const [mistake] = mistakesOf(fileWith([accountWith(changed.settings)]));
    if (mistake) return JSON.stringify(mistake).includes(text) ? 'repeated' : `refused at ${mistake.path}`;
    const { vault } = connectTo(definition, { fetch: emulator.fetch, accounts: () => [changed] });
    const call = createCall();
    await vault.getCustomer('7f1ce2b6-8a57-4f0e-9d3a-000000000000', call).catch(() => null);
    return call.seen.length > 0 && call.seen.every(({ status }) => status !== null) ? 'sent' : 'not sent';
  }

  it.each(secrets)(
    'is refused at the start, or can be sent: $name of account $account',
    async ({ account, name }) => {
      for (const text of impossible) {
        const outcome = await outcomeOf({ account, name }, text);
        expect(['sent', `refused at tenants[0].accounts[0].settings.${name}`]).toContain(outcome);
      }
    },
  );
});
