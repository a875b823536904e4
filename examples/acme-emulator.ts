/** A stand-in for Acme's API: as many accounts and customers as a test asks for, each account with its own key. */
import { route, type Emulate } from '../src/testing/index.ts';

export const emulate: Emulate = ({ accounts = 1, customers = 0 } = {}) => {
  const held = Array.from({ length: accounts }, (_none, account) => ({
    key: `open-sesame-${account + 1}`,
    ids: Array.from({ length: customers }, (_nobody, index) => `c-${account + 1}-${index + 1}`),
  }));
  const fetch = route({
    'GET /customers/:id': ({ request, params: { id = '' } }) => {
      const account = held.find(({ key }) => request.headers.get('authorization') === `Key ${key}`);
      if (!account) return Response.json({ code: 'WRONG_KEY' }, { status: 401 });
      if (!account.ids.includes(id)) return Response.json({ code: 'NO_CUSTOMER' }, { status: 404 });
      return Response.json({ id, name: 'Wile E. Coyote', tier: 'gold' });
    },
  });
  return {
    fetch,
    accounts: (origin) =>
      held.map(({ key, ids }) => ({ settings: { baseUrl: origin, key }, customerKeys: () => ids })),
    switches: {},
  };
};
