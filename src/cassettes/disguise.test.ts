import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsCardNumber } from '../redaction/card-number.ts';
import { parseJson } from '../upstream/json.ts';
import { createDisguise } from './disguise.ts';

const seeded = { seed: 14, numRuns: 300 };

describe('a disguise', () => {
  it.each([
    ['9b2e7f40-1c3d-4e5f-8a9b-0c1d2e3f4a5b', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/],
    ['2026-11-20T10:00:00.123Z', /^20\d\d-[01]\d-[0-2]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/],
    ['2026-11-20T10:00:00+01:00', /^20\d\d-[01]\d-[0-2]\dT[0-2]\d:[0-5]\d:[0-5]\d\+01:00$/],
    ['2026-11-20', /^20\d\d-[01]\d-[0-2]\d$/],
    ['juan.perez@gmail.example', /^[a-z]{4}\.[a-z]{5}@[a-z]{5}\.example$/],
    ['a@b.de', /^[a-z]@[a-z]\.zz$/],
    ['https://pay.vendor.com/x?y=1', /^https:\/\/[a-z]{3}\S[a-z]{2}\.example\/[a-z]\?[a-z]=\d$/],
    ['customer_0123456789abcdef', /^[a-z]{8}_/],
    ['+385 91 234 5678', /^\+\d{3} \d{2} \d{3} \d{4}$/],
    ['411111******1111', /^\d{6}\*{6}\d{4}$/],
    ['Đorđe Šimić', /^[ÀÉÎÕÜ][a-z]{2}[àéîõü][a-z] [ÀÉÎÕÜ][a-z]{3}[àéîõü]$/],
  ])('makes of %j another of its kind and length', (value, kind) => {
    const made = createDisguise().text(value);
    expect(made).toMatch(kind);
    expect(made).not.toBe(value);
    expect(made).toHaveLength(value.length);
  });

  it('has the length of every text, and no card number in it', () => {
    const disguise = createDisguise();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(disguise.text(value)).toHaveLength(value.length);
      }),
      seeded,
    );
    expect(holdsCardNumber(disguise.text('4111 1111 1111 1111'))).toBe(false);
  });

  it('is the same for the same value, wherever it stands, and another for another', () => {
    const disguise = createDisguise();
    const id = '9b2e7f40-1c3d-4e5f-8a9b-0c1d2e3f4a5b';
    expect(disguise.text(id)).toBe(disguise.text(id, 'id'));
    expect(disguise.text(`https://pay.example/#?customerId=${id}`)).toContain(disguise.text(id));
    const digits = Array.from({ length: 100 }, (_, number) => disguise.text(`${1000 + number}`));
    expect(new Set(digits).size).toBe(100);
  });

  it('is another in each run', () => {
    const name = 'Wilhelmina Featherstone';
    expect(createDisguise().text(name)).not.toBe(createDisguise().text(name));
  });

  it('keeps names of fields, types, and the words of the provider', () => {
    const json = parseJson(
      '{"status":"approved","code":107,"name":"approved","amount":12.50,"big":12345678901234567890,"ok":true,"no":null,"list":[{"a":""}]}',
    );
    const made = JSON.stringify(createDisguise().json(json, { status: /^approved$/, code: /^\d{3}$/ }));
    expect(made).toMatch(
      /^\{"status":"approved","code":107,"name":"[a-z]{8}","amount":\d\d\.\d\d?,"big":\d{20},"ok":true,"no":null,"list":\[\{"a":""\}\]\}$/,
    );
    expect(made).not.toContain('"name":"approved"');
  });

  it('hides names of fields that a person chose', () => {
    const json = { metadata: { shoeSize: '44' }, 'juan@example.com': 1, plain: { metadata: 'x' } };
    const made = JSON.stringify(createDisguise().json(json, {}));
    expect(made).toContain('"metadata":{');
    expect(made).not.toMatch(/shoeSize|juan/);
  });

  it('leaves the language of a search and numbers, and hides what is searched for', () => {
    const disguise = createDisguise();
    const search = String.raw`company_name=="Acme \"d.o.o.\"";created_at=lt="2026-11-20T10:00:00.000Z"`;
    expect(disguise.parameter(search, 'search', {})).toMatch(
      /^company_name=="[^;]{15}";created_at=lt="20\d\d-[^"]{19}"$/,
    );
    expect(disguise.parameter('100', 'limit', {})).toBe('100');
    expect(disguise.parameter('DESC', 'order', { order: /^DESC$/ })).toBe('DESC');
    expect(disguise.parameter('Juan', 'name', {})).not.toBe('Juan');
  });
});
