import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { CustomerFields, PaymentMethodFields } from './fields.ts';

export interface Customer extends CustomerFields {
  readonly id: string;
  readonly created: string;
}

export type PaymentMethodState = 'created' | 'succeeded' | 'failed' | 'expired' | null;

export interface PaymentMethod extends PaymentMethodFields {
  readonly id: string;
  readonly state: PaymentMethodState;
  /** Where the payer goes to authorise it; documented for open banking alone, and assumed of cards. */
  readonly redirect?: { readonly url: string };
  readonly created: string;
}

/** One customer and its payment methods by id, oldest first. */
export interface Vaulted {
  customer: Customer;
  readonly paymentMethods: Map<string, PaymentMethod>;
}

/** One profile and the client that may reach it. */
export interface Account {
  readonly index: number;
  readonly profileId: string;
  readonly clientId: string;
  /** By id, oldest first. */
  readonly customers: Map<string, Vaulted>;
  /** Those that were deleted and can be read all the same. */
  readonly deleted: Map<string, Vaulted>;
}

/** Account number `index`, the same every time its customers are. */
export function createAccount(index: number, customers: readonly Vaulted[]): Account {
  return {
    index,
    // The first is the profile of the documentation's payment examples.
    profileId: index === 0 ? 'profile_c4f5e275fed234c98b38f90231' : `profile_${hex(`profile ${index}`, 26)}`,
    clientId: `client_${hex(`client ${index}`, 26)}`,
    deleted: new Map(),
    customers: new Map(customers.map((vaulted) => [vaulted.customer.id, vaulted])),
  };
}

interface KeyPair {
  readonly publicKey: KeyObject;
  /** In PEM. */
  readonly privateKey: string;
}

const keyPairs: KeyPair[] = [];

/** The keys of account number `index`: made when first asked for, then kept for the process, being slow to make. */
export function keyPair(index: number): KeyPair {
  return (keyPairs[index] ??= generateKeyPair());
}

function generateKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { publicKey: createPublicKey(publicKey), privateKey };
}

/** So many hexadecimal digits, the same for the same text. */
export function hex(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
