import { validateHeaderName, validateHeaderValue } from 'node:http';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incoming, origin, outgoing } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import { withBeforeWrite } from './before-write.ts';
import type { Outgoing } from './exchange.ts';

/** Sends one request and returns the order in which it was announced and sent, and its outcome. */
async function send(changes: Partial<Outgoing>, signal?: AbortSignal, announce?: () => void) {
  const steps: string[] = [];
  const exchange = withBeforeWrite(async () => {
    steps.push('sent');
    return incoming(200);
  }, origin);
  const beforeWrite = async (): Promise<void> => {
    steps.push('announced');
    announce?.();
  };
  const call = { ...createCall(signal), beforeWrite };
  const error = await exchange(outgoing({ call, ...changes })).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { steps, error };
}

function canBeHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

const unavailable = { code: 'PROVIDER_UNAVAILABLE', retryable: true, origin };

describe('a write', () => {
  it('is announced, then sent', async () => {
    expect(await send({ method: 'POST' })).toEqual({ steps: ['announced', 'sent'], error: null });
  });

  it.each([{ authorization: 'Basic a\nb' }, { 'x-api-key': 'ключ' }, { 'a b': '1' }])(
    'whose header cannot be made is neither, and the header is not repeated: %j',
    async (headers) => {
      const { steps, error } = await send({ method: 'DELETE', headers });
      expect([steps, error]).toMatchObject([
        [],
        { ...unavailable, message: expect.stringMatching(/nothing was sent/) },
      ]);
      expect(error).not.toHaveProperty('cause');
    },
  );

  it('has the headers that Node can send, and no others', async () => {
    const texts = fc.string({ unit: fc.constantFrom(...Array.from('aZ_-:^|~/é\t \n\u007fя')) });
    await fc.assert(
      fc.asyncProperty(texts, texts, async (name, value) => {
        const { steps } = await send({ method: 'POST', headers: { [name]: value } });
        expect(steps.length > 0).toBe(canBeHeader(name, value));
      }),
    );
  });

  it('is neither if its time is over, and says so', async () => {
    const signal = AbortSignal.abort(new DOMException('Too late.', 'TimeoutError'));
    const message = expect.stringMatching(/time was over.*`limits\.requestTimeoutMs`/);
    expect(await send({ method: 'PUT' }, signal)).toMatchObject({
      steps: [],
      error: { ...unavailable, message },
    });
  });

  it('is not sent if its time is over once it is announced', async () => {
    const over = new AbortController();
    const { steps, error } = await send({ method: 'PUT' }, over.signal, () => over.abort());
    expect([steps, error]).toMatchObject([
      ['announced'],
      { ...unavailable, message: expect.stringMatching(/caller went away.*nothing was sent/) },
    ]);
  });

  it('is not sent if that is refused, and the refusal is passed on', async () => {
    const refusal = new Error('The claim is another’s.');
    const { steps, error } = await send({ method: 'POST' }, undefined, () => {
      throw refusal;
    });
    expect([steps, error]).toEqual([['announced'], refusal]);
  });
});

describe('a read', () => {
  it('is not announced', async () => {
    expect(await send({})).toEqual({ steps: ['sent'], error: null });
  });
});
