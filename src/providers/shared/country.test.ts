import { describe, expect, it } from 'vitest';
import { countryCodeOf, countryCodeRule, countryNameOf } from './country.ts';

describe('the code of a country', () => {
  it.each([
    [
      'HR',
      [
        'HR',
        'hr',
        ' Hr ',
        'HRV',
        'hrv',
        '191',
        'Croatia',
        'Hrvatska',
        'Хрватска',
        'Kroatien',
        'Croacia',
        'Croácia',
      ],
    ],
    ['RS', ['Serbia', 'Srbija', 'Србија', 'Serbien', 'Sérvia', 'Republika Srbija', 'SRB', '688']],
    [
      'BA',
      [
        'Bosna i Hercegovina',
        'Босна и Херцеговина',
        'Bosnia & Herzegovina',
        'Bosnien und Herzegowina',
        'BiH',
      ],
    ],
    ['DE', ['Germany', 'Njemačka', 'Nemačka', 'NJEMACKA', 'Deutschland', 'Alemania', 'Alemanha', '276']],
    ['AT', ['Österreich', 'Oesterreich', 'OSTERREICH', 'Austrija', 'Áustria', '040']],
    [
      'GB',
      [
        'GB',
        'UK',
        'uk',
        'U.K.',
        'United Kingdom',
        'Great Britain',
        'Velika Britanija',
        'Reino Unido',
        'GBR',
        '826',
      ],
    ],
    ['US', ['US', 'USA', 'U.S.A.', 'United States', 'SAD', 'EE. UU.', 'EUA', 'Sjedinjene Američke Države']],
    [
      'CI',
      ["Côte d'Ivoire", 'Côte d’Ivoire', 'Cote dʼIvoire', 'Ivory Coast', 'Elfenbeinküste', 'Costa do Marfim'],
    ],
    ['HU', ['Mađarska', 'Madjarska', 'Madarska', 'Ungarn', 'Hungría']],
    [
      'NL',
      ['The Netherlands', 'Netherlands', 'Holland', 'Nizozemska', 'Holandija', 'Niederlande', 'Países Bajos'],
    ],
    ['CH', ['Švicarska', 'Švajcarska', 'Schweiz', 'Suiza', 'Suíça']],
    ['BR', ['Brasil', 'Brazil', 'Brasilien', 'Бразил', '076']],
    ['UY', ['Uruguay', 'Urugvaj', 'Uruguai', 'URY', '858']],
    ['MK', ['North Macedonia', 'Makedonija', 'Severna Makedonija', 'Nordmazedonien']],
    [
      'CG',
      ['Republic of the Congo', 'Congo (Brazzaville)', 'Congo - Brazzaville', 'República do Congo', '178'],
    ],
    ['CD', ['Democratic Republic of the Congo', 'Congo (Kinshasa)', 'República Democrática do Congo', 'COD']],
    ['KR', ['South Korea', 'Korea, Republic of', 'Južna Koreja', 'Südkorea', 'Corea del Sur']],
  ] as const)('is %s', (code, names) => {
    expect(names.map((name) => [name, countryCodeOf(name)])).toEqual(names.map((name) => [name, code]));
  });

  it.each([
    null,
    '',
    ' ',
    'Congo',
    'Kongo',
    'Korea',
    'Saint Martin',
    'Kosovo',
    'XK',
    'XKX',
    'EU',
    'ZZ',
    'AA',
    'YU',
    'SU',
    'AN',
    'XXX',
    'YUG',
    '000',
    '999',
    '49',
    '1',
    '(*&^',
    'Atlantis',
    'constructor',
    'C R',
  ])('is null if it is ambiguous or not assigned: %j', (text) => {
    expect(countryCodeOf(text)).toBeNull();
  });

  it('is an assigned one, whatever comes', () => {
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    const given = letters.flatMap((first) => letters.map((second) => countryCodeOf(first + second)));
    const codes = new Set(given.filter((code) => code !== null));
    expect(codes.size).toBe(249);
    for (const code of codes) expect([code, countryNameOf(code)]).toEqual([code, expect.any(String)]);
  });

  it.each(['XK', 'UK', 'ZZ', 'hr', 'HRV', '40', ''])(
    'is refused as input if it is not assigned: %j',
    (code) => {
      expect(countryCodeRule.accepts?.(code)).toBe(false);
    },
  );
});
