import { z } from 'zod';
import { Secret, type SecretSource } from '../domain/secret.ts';
import { findValues } from './find-values.ts';
import { refusalOfUrl } from './location.ts';
import type { ConfigMistake } from './mistake.ts';

const wireReference = z.union([z.strictObject({ env: z.string() }), z.strictObject({ file: z.string() })]);

/** A file of the wrong shape is checked as far as it goes, so that mending its shape brings no new mistakes to light. */
export function checkRaw(json: unknown, load: (secret: Secret) => string | null): readonly ConfigMistake[] {
  return [...checkReferences(json, load), ...checkAddresses(json)];
}

function isReference(value: unknown): value is SecretSource {
  return wireReference.safeParse(value).success;
}

function isAccount(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'settings' in value;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function checkReferences(json: unknown, load: (secret: Secret) => string | null): ConfigMistake[] {
  return findValues(json, isReference).flatMap(([path, source]) => {
    const message = load(new Secret(source));
    return message === null ? [] : [{ path, message }];
  });
}

function checkAddresses(json: unknown): ConfigMistake[] {
  return findValues(json, isAccount).flatMap(([account, value]) => {
    const isSandbox = 'environment' in value && value.environment === 'SANDBOX';
    return findValues(value, isText).flatMap(([path, text]) => {
      if (!/\.\w+Url$/.test(path) || !URL.canParse(text)) return [];
      const message = refusalOfUrl(new URL(text), isSandbox);
      return message === null ? [] : [{ path: `${account}.${path}`, message }];
    });
  });
}
