import { assert, constantFrom, integer, oneof, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { scrub } from '../../redaction/scrub.ts';
import { quoted } from './quoted.ts';

const seen = oneof(
  string({ unit: 'binary', maxLength: 200 }),
  constantFrom('success', 'pay 4111111111111111', 'ana@example.com', '"', '\u2028', '\ud800'),
);

it('is what scrubbing and cutting leave, as JSON, also of a text that was seen before', () => {
  assert(
    property(seen, integer({ min: 1, max: 200 }), (text, length) => {
      const json = JSON.stringify(scrub(text).slice(0, length));
      expect([quoted(text, length), quoted(text, length)]).toEqual([json, json]);
      expect(quoted(text)).toBe(JSON.stringify(scrub(text)));
      expect(quoted(text, length)).toBe(json);
    }),
  );
});
