import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BankingserviceSwitches } from '../../src/emulators/bankingservice/emulator.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { sealing } from '../support/sealing.ts';
import {
  anyCustomer,
  customerWithMethods,
  kindOf,
  watched,
  writesOf,
  type Place,
} from '../support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const bank: Place = { provider: 'BANKING_SERVICE', account: 'banking-service' };

function bankSwitches(): BankingserviceSwitches {
  const { emulator } = graph.emulators.find(({ provider }) => provider === 'BANKING_SERVICE') ?? {};
  return emulator?.switches as BankingserviceSwitches;
}

const success = { __typename: 'DeletePaymentMethodSuccess', alreadyDeleted: false, replayed: false };

describe('a payment method deleted at bankingservice.ai', () => {
  it('is removed from its customer, and deleting it twice succeeds and says so', async () => {
    const { deletePaymentMethod } = writesOf(graph);
    const { id, methods, method } = await customerWithMethods(graph, bank);
    const customer = { id, paymentMethods: { nodes: methods.filter((other) => other.id !== method.id) } };
    const deleted = { ...success, deletedPaymentMethodId: method.id, customer };
    expect(await deletePaymentMethod({ id: method.id })).toEqual(deleted);
    expect(await deletePaymentMethod({ id: method.id })).toEqual({ ...deleted, alreadyDeleted: true });
  });

  it('is answered again under its key, with its customer read again', async () => {
    const { deletePaymentMethod } = writesOf(graph);
    const { id, methods, method } = await customerWithMethods(graph, bank);
    const input = { id: method.id, idempotencyKey: 'delete-method' };
    const customer = { id, paymentMethods: { nodes: methods.filter((other) => other.id !== method.id) } };
    const deleted = { ...success, deletedPaymentMethodId: method.id, customer };
    expect(await deletePaymentMethod(input)).toEqual(deleted);
    const { result, sent } = await watched(graph, () => deletePaymentMethod(input));
    expect(result).toEqual({ ...deleted, replayed: true });
    expect(sent.map((request) => request.split(' ')[0])).toEqual(['GET', 'GET']);
  });

  it.each([400, 404] as const)('counts as already deleted if its customer is deleted: %i', async (status) => {
    bankSwitches().unknownCustomerStatus = status;
    const { deletePaymentMethod, deleteCustomer } = writesOf(graph);
    const { id, method } = await customerWithMethods(graph, bank);
    await deleteCustomer({ id });
    expect(await deletePaymentMethod({ id: method.id })).toEqual({
      ...success,
      deletedPaymentMethodId: method.id,
      alreadyDeleted: true,
      customer: null,
    });
  });

  it('stays if bankingservice.ai refuses, whose code is answered', async () => {
    const { deletePaymentMethod } = writesOf(graph);
    const { method } = await customerWithMethods(graph, bank);
    bankSwitches().paymentMethodsDeletable = false;
    const refused = await deletePaymentMethod({ id: method.id });
    bankSwitches().paymentMethodsDeletable = true;
    expect(refused).toEqual({
      __typename: 'ProviderRejectedError',
      message: 'The provider refused the request.',
      code: 'PROVIDER_REJECTED',
      retryable: false,
      provider: 'BANKING_SERVICE',
      providerErrorCode: 'invalid_request',
      providerRequestId: null,
      issues: [],
    });
    expect(await deletePaymentMethod({ id: method.id })).toMatchObject({ alreadyDeleted: false });
  });
});

describe('a payment method elsewhere', () => {
  it.each([
    ['MONRI', 'monri-1', "Monri's API deletes no saved card; ask for it in the merchant's dashboard."],
    [
      'VERIFONE',
      'verifone-1',
      "Verifone's tokens belong to no customer; delete the token itself with its Token Management API.",
    ],
    [
      'BAMBOO',
      'bamboo',
      "Bamboo's API for customers deletes no single card; deleteCustomer deletes all information associated with one.",
    ],
  ])('cannot be deleted, and nothing is sent: %s', async (provider, account, note) => {
    const id = sealing().seal({ type: 'PaymentMethod', account, customerKey: 'c-1', key: 'm-1' });
    const { result, sent } = await watched(graph, () => writesOf(graph).deletePaymentMethod({ id }));
    expect(result).toEqual({
      __typename: 'UnsupportedOperationError',
      message: note,
      code: 'UNSUPPORTED_OPERATION',
      retryable: false,
      provider,
      capability: { operation: 'DELETE_PAYMENT_METHOD', support: 'UNSUPPORTED', instead: null, note },
    });
    expect(sent).toEqual([]);
  });

  it('cannot be deleted by the id a list gave either', async () => {
    const { method } = await customerWithMethods(graph, { provider: 'MONRI', account: 'monri-2', index: 1 });
    const result = await writesOf(graph).deletePaymentMethod({ id: method.id });
    expect(kindOf(result)).toBe('UnsupportedOperationError');
  });
});

describe('what a provider cannot do', () => {
  it('is the answer to a patch at Bamboo, with the way around', async () => {
    const { id } = await anyCustomer(graph, { provider: 'BAMBOO', account: 'bamboo' });
    const { result, sent } = await watched(graph, () =>
      writesOf(graph).updateCustomer({ id, patch: { email: 'ana@example.com' } }),
    );
    const note =
      "Bamboo's API changes no customer it keeps; attachCustomerToPayment changes what one payment says and nothing else.";
    expect(result).toEqual({
      __typename: 'UnsupportedOperationError',
      message: note,
      code: 'UNSUPPORTED_OPERATION',
      retryable: false,
      provider: 'BAMBOO',
      capability: { operation: 'UPDATE_CUSTOMER', support: 'UNSUPPORTED', instead: null, note },
    });
    expect(sent).toEqual([]);
  });

  it.each([
    ['createCustomer', 'BAMBOO', 'customer: {}', 'CustomerCreatingProviderCode'],
    [
      'createRegistrationLink',
      'MONRI',
      'customer: { merchantReference: "x" }',
      'RegistrationLinkProviderCode',
    ],
    [
      'attachCustomerToPayment',
      'VERIFONE',
      'paymentId: "p", customer: { merchantReference: "x" }',
      'PaymentAttachingProviderCode',
    ],
  ])('is no value of the enum: %s at %s', async (field, provider, input, enumName) => {
    const query = `mutation { ${field}(input: { provider: ${provider}, ${input} }) { __typename } }`;
    const { data, errors } = await (await graph.send({ query })).json();
    expect([data, errors]).toEqual([
      undefined,
      [expect.objectContaining({ message: expect.stringContaining(enumName) })],
    ]);
  });
});
