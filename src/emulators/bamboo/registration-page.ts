import type { Fetch } from '../../http/fetch.ts';
import { hostPage } from '../kit/hosted-page.ts';
import { route } from '../kit/route.ts';
import type { BambooSwitches } from './account.ts';

/** Where the emulator hosts the page of a registration link. */
export const registrationPath = '/checkout';

interface Registrar {
  readonly switches: BambooSwitches;
  /** False if the link is unknown or expired. */
  readonly registerCard: (customerId: string) => boolean;
}

/** Puts the page before the API, if the switch says so. A person who has a link needs no key. */
export function withRegistrationPage(fetch: Fetch, { switches, registerCard }: Registrar): Fetch {
  const host = route({
    [`GET ${registrationPath}`]: page,
    [`POST ${registrationPath}`]: ({ body }) => Response.json({ isRegistered: registerCard(body) }),
  });
  return async (request) => {
    const { pathname } = new URL(request.url);
    return switches.hostsRegistrationPage && pathname === registrationPath ? host(request) : fetch(request);
  };
}

/** The fragment never leaves the browser, so only the script can see which link it is. */
const script = `
const button = document.querySelector('button');
const status = document.querySelector('[role=status]');
const customerId = () => new URLSearchParams(location.hash.slice(2)).get('customerId') ?? '';

async function register() {
  const response = await fetch('', { method: 'POST', body: customerId() });
  const { isRegistered } = await response.json();
  button.hidden = isRegistered;
  return isRegistered
    ? 'A card is registered, and with it the customer. You can close this page.'
    : 'This link is unknown or has expired, and nothing was registered. Make another link.';
}

button.addEventListener('click', async () => {
  status.textContent = await register().catch(() => 'The emulator does not answer. Is it still running?');
});
`;

const page = hostPage({
  title: 'Register a card',
  notice:
    'It stands in for Bamboo Payment’s and takes no card data: the button does what a person does who enters a card there.',
  buttons: '<button type="button">Register a card</button>',
  script,
});
