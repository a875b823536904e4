import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bambooOf } from '../support/bamboo.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { scan } from '../support/scan.ts';
import { customerBack, successOf, watched, writesOf } from '../support/writing.ts';
import { readFragment } from '../graphql/index.ts';
import { writtenCustomer, writtenLink } from '../support/write-operations.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const provider = 'BAMBOO';
const person = { merchantReference: 'guest-7', firstName: 'Ana', phone: '+598 2' };

describe('a customer attached to a payment', () => {
  it('is on the payment, whose page is answered, in one call', async () => {
    const paymentId = bambooOf(graph).seedPayment({ validForMinutes: 30 });
    const { attachCustomerToPayment } = writesOf(graph);
    const customer = {
      ...person,
      lastName: 'Pérez',
      email: 'ana@example.com',
      documentTypeId: 2,
      documentNumber: '11211234',
      billingAddress: { lines: ['Rambla Gandhi 3', 'Piso 2'], countryCode: 'UY' },
      shippingAddress: { city: 'Montevideo' },
    };
    const attached = await watched(graph, () => attachCustomerToPayment({ provider, paymentId, customer }));
    const url = `https://checkout.stage.bamboopayment.com/#?paymentId=${paymentId}`;
    expect(attached.result).toEqual({
      __typename: 'AttachCustomerToPaymentSuccess',
      replayed: false,
      paymentLink: {
        paymentId,
        url,
        qrCode: {
          format: 'SVG',
          dataUri: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
          svg: expect.stringMatching(/^<svg /),
        },
        validForMinutes: 30,
      },
    });
    const { qrCode } = successOf(attached.result).paymentLink;
    expect(scan(qrCode?.dataUri ?? '')).toEqual({ width: 200, height: 200, text: url });
    expect(attached.sent).toEqual([`PATCH /api/v1/payments/${paymentId}`]);
    expect(bambooOf(graph).injectedCustomer(paymentId)).toEqual({
      identifier: 'guest-7',
      firstName: 'Ana',
      lastName: 'Pérez',
      email: 'ana@example.com',
      phoneNumber: '+598 2',
      documentTypeId: 2,
      documentNumber: '11211234',
      billingAddress: { detail: 'Rambla Gandhi 3, Piso 2', country: 'Uruguay' },
      shippingAddress: { city: 'Montevideo' },
    });
  });

  it('is added to what was attached before, and leaves the vault alone', async () => {
    const paymentId = bambooOf(graph).seedPayment();
    const { attachCustomerToPayment, createRegistrationLink } = writesOf(graph);
    const kept = { merchantReference: 'guest-8', firstName: 'Ana', phone: '+598 2' };
    const created = await createRegistrationLink({ provider, customer: kept });
    const { customer } = readFragment(writtenLink, successOf(created).registrationLink);
    const { id } = readFragment(writtenCustomer, customer) ?? { id: '' };
    const before = await customerBack(graph, id);
    await attachCustomerToPayment({ provider, paymentId, customer: kept });
    const more = { merchantReference: 'guest-8', firstName: 'Lucía', email: 'lucia@example.com' };
    await attachCustomerToPayment({ provider, paymentId, customer: more });
    expect(bambooOf(graph).injectedCustomer(paymentId)).toEqual({
      identifier: 'guest-8',
      firstName: 'Lucía',
      phoneNumber: '+598 2',
      email: 'lucia@example.com',
    });
    expect(before).toMatchObject({ firstName: 'Ana', email: null });
    expect(await customerBack(graph, id)).toEqual(before);
  });

  it('leaves what is null as it was: Bamboo clears nothing', async () => {
    const paymentId = bambooOf(graph).seedPayment();
    const { attachCustomerToPayment } = writesOf(graph);
    await attachCustomerToPayment({ provider, paymentId, customer: person });
    const customer = { merchantReference: 'guest-7', phone: null };
    await attachCustomerToPayment({ provider, paymentId, customer });
    expect(bambooOf(graph).injectedCustomer(paymentId)).toMatchObject({ phoneNumber: '+598 2' });
  });

  it('finds nothing if there is no such payment', async () => {
    const { attachCustomerToPayment } = writesOf(graph);
    const paymentId = 'unknown/..';
    const attached = await watched(graph, () =>
      attachCustomerToPayment({ provider, paymentId, customer: person }),
    );
    expect(attached).toEqual({
      result: {
        __typename: 'NotFoundError',
        message: 'The provider has no such payment.',
        code: 'NOT_FOUND',
        retryable: false,
        provider,
      },
      sent: ['PATCH /api/v1/payments/unknown%2F..'],
    });
  });

  it('is refused if the payment is over', async () => {
    const paymentId = bambooOf(graph).seedPayment({ validForMinutes: 0 });
    expect(await writesOf(graph).attachCustomerToPayment({ provider, paymentId, customer: person })).toEqual({
      __typename: 'ProviderRejectedError',
      message: 'The provider refused the request.',
      code: 'PROVIDER_REJECTED',
      retryable: false,
      provider,
      providerErrorCode: 'PR009',
      providerRequestId: null,
      issues: [],
    });
    expect(bambooOf(graph).injectedCustomer(paymentId)).toBeNull();
  });

  it('is answered again under its key, without asking Bamboo', async () => {
    const paymentId = bambooOf(graph).seedPayment();
    const { attachCustomerToPayment } = writesOf(graph);
    const input = { provider, paymentId, customer: person, idempotencyKey: 'attach' } as const;
    const first = successOf(await attachCustomerToPayment(input));
    const { result, sent } = await watched(graph, () => attachCustomerToPayment(input));
    expect(result).toEqual({ ...first, replayed: true });
    expect(sent).toEqual([]);
  });

  it.each([
    ['', 'paymentId must not be empty.'],
    ['..', 'paymentId must be more than dots.'],
    ['a\nb', 'paymentId must not contain control characters.'],
    ['x'.repeat(256), 'paymentId must not be longer than 255 characters.'],
  ])('is refused for a payment that cannot be named: %j', async (paymentId, message) => {
    const { attachCustomerToPayment } = writesOf(graph);
    const { result, sent } = await watched(graph, () =>
      attachCustomerToPayment({ provider, paymentId, customer: person }),
    );
    expect(result).toEqual({
      __typename: 'InvalidInputError',
      message,
      code: 'INVALID_INPUT',
      retryable: false,
      provider,
      issues: [{ path: ['paymentId'], code: 'MALFORMED', message }],
    });
    expect(sent).toEqual([]);
  });

  it('needs a page neither in the answer nor to be shown', async () => {
    const answer = { kind: 'answer', status: 200, body: '{"isSuccess":true}' } as const;
    graph.fail('BAMBOO', () => answer);
    const result = await writesOf(graph).attachCustomerToPayment({
      provider,
      paymentId: 'p-1',
      customer: person,
    });
    graph.fail('BAMBOO', null);
    expect(result).toEqual({
      __typename: 'AttachCustomerToPaymentSuccess',
      replayed: false,
      paymentLink: { paymentId: 'p-1', url: null, qrCode: null, validForMinutes: null },
    });
  });
});
