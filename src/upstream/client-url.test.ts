import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOver, read } from '../../test/support/client.ts';
import { incoming } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import { unusableAsKey } from '../domain/text.ts';
import { path } from './path.ts';

describe('the URL of a request', () => {
  it('is written as every parser writes it, so that what is signed is what is sent', async () => {
    const texts = fc.string({ unit: 'binary', minLength: 1 });
    const ids = texts.filter((text) => unusableAsKey(text) === null);
    await fc.assert(
      fc.asyncProperty(ids, texts, async (id, value) => {
        const urls: string[] = [];
        const client = clientOver(async ({ url }) => {
          urls.push(url);
          return incoming(200, { name: 'Ana' });
        });
        await client(
          { ...read, path: path`customers/${{ id }}/cards`, query: { 'page[size]': value } },
          createCall(),
        );
        expect(urls).toEqual(urls.map((url) => new URL(url).href));
        expect(new URL(urls[0] ?? '').searchParams.get('page[size]')).toBe(value.toWellFormed());
      }),
      { numRuns: 25 },
    );
  });
});
