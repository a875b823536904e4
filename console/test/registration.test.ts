import { describe, expect, it } from 'vitest';
import {
  draftOfRegistration,
  emptyRegistration,
  mistakesIn,
  toRegistration,
} from '../src/registration/model.ts';

describe('the form of a registration link', () => {
  it.each([
    ['15', '1', []],
    ['0', '', []],
    ['15.9', '', ['validForMinutes']],
    ['', '1.5', ['validForMinutes', 'documentTypeId']],
    ['1e3', '2147483648', ['validForMinutes', 'documentTypeId']],
  ])('with %j minutes and the document type %j has mistakes in %j', (minutes, documentTypeId, paths) => {
    expect([...mistakesIn({ ...emptyRegistration, documentTypeId }, minutes).keys()]).toEqual(paths);
  });

  it('holds what was sent', () => {
    const draft = { ...emptyRegistration, merchantReference: 'r-1', firstName: 'Ana', documentTypeId: '2' };
    expect(draftOfRegistration(toRegistration(draft))).toEqual(draft);
  });
});
