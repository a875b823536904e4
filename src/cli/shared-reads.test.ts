import { expect, it } from 'vitest';
import { fileWith, monriAccount } from '../../test/support/configuration.ts';
import { parseConfig } from '../config/config.ts';
import { sharesReads } from './shared-reads.ts';

const redis = { type: 'redis', url: 'redis://127.0.0.1:6379' };
const memory = { type: 'memory' };

it.each([
  ['are shared', memory, {}, true],
  ['are not if other processes may write as well', redis, {}, false],
  ['are shared in spite of that if it is configured', redis, { sharedReads: true }, true],
  ['are not if it is configured', memory, { sharedReads: false }, false],
])('reads %s', (_what, store, limits, shared) => {
  expect(sharesReads(parseConfig(fileWith([monriAccount()], { store, limits }), {}))).toBe(shared);
});
