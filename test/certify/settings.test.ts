import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/mistake.ts';
import { parseConfig } from '../../src/config/config.ts';
import { certifiable } from '../support/certify.ts';
import { idKey } from '../support/configuration.ts';
import { emulate } from '../support/emulate.ts';

/** The paths of the mistakes of a configuration of one account, below its settings. */
function mistakesWith(definition: (typeof certifiable)[number], changes: object): readonly string[] {
  const [account] = emulate(definition).accounts('http://127.0.0.1:9');
  const settings = { ...account?.settings, ...changes };
  const accounts = [{ key: 'shop', provider: definition.code, environment: 'SANDBOX', settings }];
  try {
    parseConfig(
      {
        idKey,
        access: { anonymous: { tenant: 'shop', scopes: ['*'] } },
        tenants: [{ id: 'shop', accounts }],
      },
      {},
    );
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.mistakes.map(({ path }) => path.replace('tenants[0].accounts[0].settings.', ''));
  }
}

describe.each(certifiable)('how an account of $code behaves', (definition) => {
  const { behaviour } = definition.settings.parse(
    emulate(definition).accounts('http://127.0.0.1:9')[0]?.settings,
  ) as { readonly behaviour: object };

  it('is what is assumed, unless it is said', () => {
    expect(mistakesWith(definition, {})).toEqual([]);
    expect(mistakesWith(definition, { behaviour })).toEqual([]);
    expect(Object.keys(behaviour).length).toBeGreaterThan(0);
  });

  it('has no setting but those that are known', () => {
    expect(mistakesWith(definition, { behaviour: { colour: 'blue' } })).toEqual(['behaviour.colour']);
  });

  it.each(Object.keys(behaviour))('takes no value of %s but those that are known', (name) => {
    expect(mistakesWith(definition, { behaviour: { [name]: { of: 'another kind' } } })).toEqual([
      `behaviour.${name}`,
    ]);
  });
});
