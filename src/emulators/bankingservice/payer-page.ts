import type { Fetch } from '../../http/fetch.ts';
import { hostPage } from '../kit/hosted-page.ts';
import { route } from '../kit/route.ts';
import type { PaymentMethodState } from './account.ts';
import type { BankingserviceSwitches } from './asked.ts';
import { payerPath } from './payment-methods.ts';

interface Payer {
  readonly switches: BankingserviceSwitches;
  readonly move: (id: string, state: PaymentMethodState) => boolean;
}

/** Puts the payer's page before the API, if the switch says so. A payer who has its address needs no token. */
export function withPayerPage(fetch: Fetch, { switches, move }: Payer): Fetch {
  const host = route({
    [`GET ${payerPath}/:id`]: page,
    [`POST ${payerPath}/:id`]: ({ params, body }) => {
      const state = body === 'authorise' ? 'succeeded' : 'failed';
      return Response.json({ isDone: move(params['id'] ?? '', state) });
    },
  });
  return async (request) => {
    const isPage = new URL(request.url).pathname.startsWith(`${payerPath}/`);
    return switches.hostsPayerPage && isPage ? host(request) : fetch(request);
  };
}

const script = `
const status = document.querySelector('[role=status]');
const buttons = document.querySelectorAll('button');

async function answer(choice) {
  const response = await fetch('', { method: 'POST', body: choice });
  const { isDone } = await response.json();
  for (const button of buttons) button.hidden = isDone;
  if (!isDone) return 'This page is unknown or was answered already. Nothing was changed.';
  return choice === 'authorise'
    ? 'The payment method is authorised. You can close this page.'
    : 'It is refused. You can close this page.';
}

for (const button of buttons) {
  button.addEventListener('click', async () => {
    status.textContent = await answer(button.value).catch(
      () => 'The emulator does not answer. Is it still running?',
    );
  });
}
`;

const page = hostPage({
  title: 'Authorise a payment method',
  notice:
    'It stands in for bankingservice.ai’s and takes no bank or card data: the buttons do what a payer does there.',
  buttons:
    '<button type="button" value="authorise">Authorise</button> <button type="button" value="refuse">Refuse</button>',
  script,
});
