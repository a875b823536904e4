import { describe, expect, it } from 'vitest';
import { stepStates } from '../../domain/erasure.ts';
import { isFinal, newStep, next, type Setback, type Step, type StepEvent } from './step.ts';

const begun = newStep('CUSTOMER', 'key', 1);
const sent = next(begun, { type: 'LEAVING' }, 2);
const unanswered = next(sent, { type: 'UNANSWERED', setback: away() }, 3);
const confirmed = next(sent, { type: 'ANSWERED', existed: true }, 3);

function away(code: Setback['code'] = 'PROVIDER_UNAVAILABLE'): Setback {
  return { code, because: 'It is away.', providerRequestId: null };
}

function found(what: Extract<StepEvent, { type: 'FOUND' }>['found']): StepEvent {
  return { type: 'FOUND', found: what };
}

const over = { type: 'ANSWERED', existed: false } as const;
const putOff: StepEvent = { type: 'PUT_OFF', setback: away() };
const refused: StepEvent = { type: 'REFUSED', setback: away('PROVIDER_REJECTED') };

describe('a step', () => {
  it.each<[string, Step, StepEvent, Partial<Step>]>([
    ['that was not sent is there', begun, found('PRESENT'), { state: 'PENDING' }],
    ['that was not sent is gone', begun, found('ABSENT'), { state: 'ALREADY_GONE' }],
    ['that was not sent is marked', begun, found('MARKED'), { state: 'ALREADY_GONE', because: 'kept' }],
    ['leaves', begun, { type: 'LEAVING' }, { state: 'SENT', attempts: 1, sentAt: 9 }],
    ['leaves again', unanswered, { type: 'LEAVING' }, { state: 'SENT', attempts: 2, sentAt: 2 }],
    ['is confirmed', sent, { type: 'ANSWERED', existed: true }, { state: 'SENT', isConfirmed: true }],
    ['found nothing to delete', sent, over, { state: 'ALREADY_GONE' }],
    ['found nothing the second time', next(unanswered, { type: 'LEAVING' }, 4), over, { state: 'DONE' }],
    ['got no answer', sent, { type: 'UNANSWERED', setback: away() }, { state: 'UNKNOWN' }],
    ['got no answer and is gone', unanswered, found('ABSENT'), { state: 'DONE', code: null }],
    ['got no answer and is marked', unanswered, found('MARKED'), { state: 'RETAINED', because: 'kept' }],
    ['got no answer and is there', unanswered, found('PRESENT'), { state: 'UNKNOWN' }],
    ['whose owner died is there', sent, found('PRESENT'), { state: 'UNKNOWN' }],
    [
      'that was sent is there again, created since',
      unanswered,
      found('NEWER'),
      { state: 'DONE', isBack: true },
    ],
    ['that is confirmed is gone', confirmed, found('ABSENT'), { state: 'DONE' }],
    ['that is confirmed is marked', confirmed, found('MARKED'), { state: 'RETAINED' }],
    ['that is confirmed is shown', confirmed, found('PRESENT'), { state: 'SENT', sightings: 1 }],
    ['is put off', begun, putOff, { state: 'PENDING', code: 'PROVIDER_UNAVAILABLE' }],
    ['is put off once sent', sent, putOff, { state: 'UNKNOWN' }],
    ['is put off once confirmed', confirmed, putOff, { state: 'SENT' }],
    ['is refused', sent, refused, { state: 'FAILED', code: 'PROVIDER_REJECTED' }],
  ])('%s', (_case, before, event, after) => {
    expect(next(before, event, 9, 'kept')).toMatchObject(after);
  });

  it('fails if the provider goes on showing what it confirmed to be deleted, and says that it may be back', () => {
    let step = confirmed;
    for (let look = 0; look < 3; look += 1) step = next(step, found('PRESENT'), 9);
    expect(step).toMatchObject({ state: 'SENT', isBack: false });
    expect(next(step, found('PRESENT'), 9)).toMatchObject({ state: 'FAILED', isBack: true });
  });

  it('stays as it is once it is over', () => {
    const ends = stepStates.filter((state) => isFinal({ state }));
    expect(ends).toEqual(['DONE', 'ALREADY_GONE', 'RETAINED', 'FAILED']);
    for (const state of ends) {
      const ended = { ...begun, state };
      for (const event of [
        found('PRESENT'),
        found('ABSENT'),
        { type: 'LEAVING' } as const,
        over,
        putOff,
        refused,
      ]) {
        expect(next(ended, event, 9)).toBe(ended);
      }
    }
  });
});
