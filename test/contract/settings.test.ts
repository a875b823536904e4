import { describe, expect, it } from 'vitest';
import { fileWith, mistakesOf } from '../support/configuration.ts';
import { accountsThat } from '../support/providers.ts';
import { connectTo, createCall, origin } from '../../src/testing/support/vault.ts';
import { emulate } from '../support/emulate.ts';

describe.each(accountsThat('READ_CUSTOMER'))(
  'the settings of $code, account $account',
  ({ definition, account }) => {
    const emulator = emulate(definition, { accounts: 2, customers: 1 });
    const emulated = emulator.accounts(origin)[account];
    const settings = { ...emulated?.settings };
    const mistakes = (changes: object) =>
      mistakesOf(
        fileWith([
          {
            key: 'a',
            provider: definition.code,
            environment: 'SANDBOX',
            settings: { ...settings, ...changes },
          },
        ]),
      );

    it.each(['?', '?tenant=1', '#', '#top'])('have no base URL with %s', (end) => {
      const baseUrl = `${String(settings['baseUrl'])}${end}`;
      const message = end.startsWith('?') ? 'must not have a query.' : 'must not have a fragment.';
      expect(mistakes({})).toEqual([]);
      expect(mistakes({ baseUrl })).toEqual([{ path: 'tenants[0].accounts[0].settings.baseUrl', message }]);
    });

    it('may have spaces around every text that is no secret', async () => {
      const secrets = new Set(['privateKey', 'merchantKey', 'authenticityToken', 'apiKey', 'clientSecret']);
      const spaced = Object.fromEntries(
        Object.entries(settings).map(([name, value]) => [
          name,
          typeof value === 'string' && !secrets.has(name) ? ` ${value}\n` : value,
        ]),
      );
      const accounts = () => [{ settings: spaced, customerKeys: () => [] }];
      const { vault } = connectTo(definition, { accounts, fetch: emulator.fetch });
      const [key = ''] = connectTo(definition, emulator, { account }).customerKeys();
      expect(await vault.getCustomer(key, createCall())).toMatchObject({ key });
    });
  },
);
