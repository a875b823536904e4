import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { wrongAnswers } from '../../src/emulators/kit/faults.ts';
import { graphql, readFragment } from '../graphql/index.ts';
import { bambooOf } from '../support/bamboo.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { scan } from '../support/scan.ts';
import { sameTenant } from '../support/tenants.ts';
import {
  blankAddress,
  blankCustomer,
  fieldOf,
  isWrite,
  linkBack,
  successOf,
  watched,
  writesOf,
} from '../support/writing.ts';
import { writtenLink } from '../support/write-operations.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const noon = new Date('2026-11-20T12:00:00.000Z');
const inMinutes = (minutes: number) => new Date(noon.getTime() + minutes * 60_000).toISOString();
const stopTheClock = () => void vi.useFakeTimers({ toFake: ['Date'], now: noon });
afterEach(() => {
  vi.useRealTimers();
  bambooOf(graph).switches.visibleOnlyAfterRegistration = false;
});

const provider = 'BAMBOO';
const checkout = /^https:\/\/checkout\.stage\.bamboopayment\.com\/#\?customerId=[0-9a-f-]{36}$/;

async function createLink(merchantReference: string, validForMinutes?: number | null) {
  const minutes = validForMinutes === undefined ? {} : { validForMinutes };
  const { createRegistrationLink } = writesOf(graph);
  const input = { provider, customer: { merchantReference }, ...minutes } as const;
  return readFragment(writtenLink, successOf(await createRegistrationLink(input)).registrationLink);
}

const linkAlone = graphql(`
  mutation LinkWithStatus($input: CreateRegistrationLinkInput!) {
    createRegistrationLink(input: $input) {
      ... on CreateRegistrationLinkSuccess {
        registrationLink {
          id
          url
          status
        }
      }
    }
  }
`);

describe('a registration link whose status cannot be read', () => {
  it.each([
    ['an outage', { kind: 'answer', status: 503 }, 'PROVIDER_UNAVAILABLE'],
    ['refused credentials', { kind: 'answer', status: 401 }, 'PROVIDER_UNAUTHORIZED'],
    ['an answer that is none', wrongAnswers.html, 'PROVIDER_BAD_RESPONSE'],
  ] as const)('is given all the same: %s', async (_name, fault, code) => {
    graph.fail('BAMBOO', (request) => (isWrite(request) ? null : fault));
    const input = { provider, customer: { merchantReference: crypto.randomUUID() } } as const;
    const { data, errors } = await graph.query(linkAlone, { input });
    graph.fail('BAMBOO', null);
    expect(data?.createRegistrationLink).toEqual({
      registrationLink: { id: expect.any(String), url: expect.stringMatching(checkout), status: null },
    });
    const path = ['createRegistrationLink', 'registrationLink', 'status'];
    expect(errors).toMatchObject([{ path, extensions: { code } }]);
  });
});

describe('a registration link', () => {
  it('carries everything that is known of the person, and is answered whole, in one call beside the reading', async () => {
    stopTheClock();
    const { createRegistrationLink } = writesOf(graph);
    const customer = {
      merchantReference: 'caja ü/7',
      email: 'ana@example.com',
      firstName: 'Ana',
      lastName: 'Pérez',
      phone: '+598 2 555 0142',
      documentTypeId: 2,
      documentNumber: '11211234',
      billingAddress: {
        lines: ['Rambla Gandhi 3', 'Piso 2'],
        city: 'Montevideo',
        region: 'Montevideo',
        postalCode: '11300',
        countryCode: 'UY',
      },
      shippingAddress: { city: 'Zagreb', countryCode: 'HR' },
    };
    const created = await watched(graph, () =>
      createRegistrationLink({ provider, customer, validForMinutes: 60 }),
    );
    const link = readFragment(writtenLink, successOf(created.result).registrationLink);
    expect(created.result).toEqual({
      __typename: 'CreateRegistrationLinkSuccess',
      replayed: false,
      registrationLink: {
        id: expect.stringMatching(/^[\w-]+$/),
        provider,
        account: { key: 'bamboo' },
        url: expect.stringMatching(checkout),
        qrCode: { format: 'PNG', dataUri: expect.stringMatching(/^data:image\/png;base64,/), svg: null },
        providerCustomerId: link.url?.split('=')[1],
        validForMinutes: 60,
        createdAt: noon.toISOString(),
        expiresAt: inMinutes(60),
        status: 'REGISTERED',
        customer: {
          ...blankCustomer,
          id: expect.stringMatching(/^[\w-]+$/),
          provider,
          account: { key: 'bamboo' },
          providerCustomerId: 'caja ü/7',
          merchantReference: 'caja ü/7',
          firstName: 'Ana',
          lastName: 'Pérez',
          fullName: 'Ana Pérez',
          email: 'ana@example.com',
          phone: '+598 2 555 0142',
          billingAddress: {
            ...blankAddress,
            lines: ['Rambla Gandhi 3, Piso 2'],
            city: 'Montevideo',
            region: 'Montevideo',
            postalCode: '11300',
            country: 'Uruguay',
            countryCode: 'UY',
          },
          shippingAddress: { ...blankAddress, city: 'Zagreb', country: 'Croatia', countryCode: 'HR' },
          details: { __typename: 'BambooCustomerDetails', documentTypeId: 2, documentNumber: '11211234' },
        },
        paymentMethod: null,
      },
    });
    expect(created.sent).toEqual([
      'POST /api/v1/customers/account-link',
      'GET /api/v1/customers/caja%20%C3%BC%2F7',
    ]);
    expect(await linkBack(graph, link.id)).toEqual(link);
  });

  it('is valid for 15 minutes if nothing else is said', async () => {
    const [unsaid, nothing] = [await createLink('unsaid'), await createLink('nothing', null)];
    expect([unsaid.validForMinutes, nothing.validForMinutes]).toEqual([15, 15]);
  });

  it('takes null for absent', async () => {
    const { createRegistrationLink } = writesOf(graph);
    const empty = { email: null, firstName: null, documentTypeId: null, billingAddress: null };
    const customer = { merchantReference: 'almost nothing', ...empty };
    const { registrationLink } = successOf(await createRegistrationLink({ provider, customer }));
    expect(readFragment(writtenLink, registrationLink).customer).toMatchObject({
      email: null,
      firstName: null,
      billingAddress: null,
    });
  });

  it('works until it expires, and shows neither page nor picture from then on', async () => {
    stopTheClock();
    bambooOf(graph).switches.visibleOnlyAfterRegistration = true;
    const link = await createLink('short', 1);
    expect(link).toMatchObject({ status: 'PENDING', expiresAt: inMinutes(1), customer: null });
    vi.setSystemTime(new Date(noon.getTime() + 59_999));
    expect(await linkBack(graph, link.id)).toEqual(link);
    vi.setSystemTime(new Date(noon.getTime() + 60_000));
    expect(await linkBack(graph, link.id)).toEqual({ ...link, url: null, qrCode: null, status: 'EXPIRED' });
    expect(bambooOf(graph).registerCard(link.providerCustomerId ?? '')).toBe(false);
  });

  it('shows that a person has registered, and who, even after it has expired', async () => {
    stopTheClock();
    bambooOf(graph).switches.visibleOnlyAfterRegistration = true;
    const link = await createLink('visitor');
    expect([link.status, link.customer]).toEqual(['PENDING', null]);
    expect(bambooOf(graph).registerCard(link.providerCustomerId ?? '')).toBe(true);
    const registered = await linkBack(graph, link.id);
    const customer = expect.objectContaining({ merchantReference: 'visitor' });
    expect(registered).toEqual({ ...link, status: 'REGISTERED', customer });
    vi.setSystemTime(new Date(noon.getTime() + 3_600_000));
    expect(await linkBack(graph, link.id)).toEqual({
      ...link,
      url: null,
      qrCode: null,
      status: 'REGISTERED',
      customer,
    });
  });

  it('is sealed: its id holds the page and shows nothing of it', async () => {
    const { id, url } = await createLink('ana@example.com');
    const bytes = Buffer.from(id, 'base64url').toString('latin1');
    for (const text of ['ana', 'example', 'checkout', url?.split('=')[1] ?? '']) {
      expect(id).not.toContain(text);
      expect(bytes).not.toContain(text);
    }
  });

  it('is found again by its id after a restart, without anything having been stored', async () => {
    const link = await createLink('ana@example.com');
    const restarted = await startGraph({ tenants: [sameTenant(graph)] });
    expect(await linkBack(restarted, link.id)).toEqual(link);
    await restarted.close();
  });

  it('is answered again under its key, without asking for another', async () => {
    const { createRegistrationLink } = writesOf(graph);
    const input = { provider, customer: { merchantReference: 'twice' }, idempotencyKey: 'link' } as const;
    const first = successOf(await createRegistrationLink(input));
    const { result, sent } = await watched(graph, () => createRegistrationLink(input));
    expect(result).toEqual({ ...first, replayed: true });
    expect(sent).toEqual(['GET /api/v1/customers/twice']);
  });
});

const pictures = graphql(`
  query Pictures($id: ID!, $size: Int!) {
    node(id: $id) {
      ... on RegistrationLink {
        url
        svg: qrCode(format: SVG, size: $size) {
          format
          dataUri
          svg
        }
        png: qrCode(format: PNG, size: $size) {
          format
          dataUri
          svg
        }
      }
    }
  }
`);

describe('the picture of a registration link', () => {
  it.each([64, 65, 100, 256, 333])('is scanned as its page: %i pixels', async (size) => {
    const { id } = await createLink('ana@example.com');
    const link = fieldOf(await graph.query(pictures, { id, size }), 'node');
    if (!('url' in link)) throw new Error('It is no registration link.');
    const seen = { width: size, height: size, text: link.url };
    expect([scan(link.svg?.dataUri ?? ''), scan(link.png?.dataUri ?? '')]).toEqual([seen, seen]);
    expect([link.svg?.format, link.png?.format, link.png?.svg]).toEqual(['SVG', 'PNG', null]);
    expect(link.svg?.svg).toMatch(/^<svg /);
  });

  it.each([63, 2049, 0, -1])('is refused at a size of %i, and the rest is answered', async (size) => {
    const { id, url } = await createLink('ana@example.com');
    const { data, errors } = await graph.query(pictures, { id, size });
    expect(data).toEqual({ node: { url, svg: null, png: null } });
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['node', 'svg'], 'INVALID_INPUT'],
      [['node', 'png'], 'INVALID_INPUT'],
    ]);
  });
});
