import creditCardType from 'credit-card-type';

export const cardBrands = [
  'VISA',
  'MASTERCARD',
  'MAESTRO',
  'AMERICAN_EXPRESS',
  'DINERS_CLUB',
  'DISCOVER',
  'UNIONPAY',
  'JCB',
  'ELO',
  'HIPER',
  'HIPERCARD',
  'MIR',
  'NARANJA',
  'RUPAY',
  'TROY',
  'VERVE',
  'OTHER',
] as const;

export type CardBrand = (typeof cardBrands)[number];

/** Numbers that one brand gives out. */
interface Range {
  readonly brand: CardBrand;
  /** The first eight digits, smallest and largest. */
  readonly from: number;
  readonly to: number;
  /** How many digits a whole number has. */
  readonly lengths: readonly number[];
}

type Pattern = number | readonly number[];

/** How many first digits identify a range. */
const known = 8;

/** Local schemes, mostly for debit, whose numbers the table gives to other issuers or to none. */
const localSchemes: readonly Pattern[] = [
  // DinaCard, in Serbia.
  9891,
  [655670, 655697],
  // Dankort and Bancontact.
  5019,
  6703,
  606005,
  // Carnet, in Mexico.
  286900,
  502275,
  [506199, 506499],
  636379,
  639388,
  639484,
  639559,
  // Cabal, Argencard, Cencosud, Codensa, Tuya and OCA, in South America.
  589657,
  603522,
  [604201, 604219],
  604400,
  627170,
  501105,
  603493,
  590712,
  588800,
  589892,
  // Borica, Prostir, Belkart, ArCa, Elcart, Uzcard and Humo.
  2205,
  9804,
  9112,
  9051,
  9417,
  8600,
  5614,
  9860,
  // Mada and Meeza.
  [588845, 588851],
  [588982, 588983],
  589005,
  589206,
  604906,
  605141,
  636120,
  [968201, 968211],
  [507803, 507810],
  // Napas and LankaPay.
  9704,
  357111,
];

const rupay: readonly Pattern[] = [
  [508500, 508999],
  [606985, 607984],
  [608001, 608500],
  [652150, 653149],
  [817200, 820199],
];

/** The narrowest first: what is said about fewer numbers is said more surely. */
const ranges: readonly Range[] = [
  ...Object.values(creditCardType.types).flatMap((type) => {
    const { patterns, lengths } = creditCardType.getTypeInfo(type);
    return patterns.map((pattern) => rangeOf(brandOfType(type, pattern), pattern, lengths));
  }),
  ...localSchemes.map((pattern) => rangeOf('OTHER', pattern, [16, 17, 19])),
  ...rupay.map((pattern) => rangeOf('RUPAY', pattern, [16])),
  rangeOf('DINERS_CLUB', 3095, [14, 16, 19]),
  // No longer given out.
  rangeOf('VISA', 4, [13]),
  // UATP.
  rangeOf('OTHER', 1, [15]),
].toSorted((a, b) => a.to - a.from - (b.to - b.from));

function rangeOf(brand: CardBrand, pattern: Pattern, lengths: readonly number[]): Range {
  const [from = 0, to = from] = [pattern].flat();
  return {
    brand,
    from: Number(String(from).padEnd(known, '0')),
    to: Number(String(to).padEnd(known, '9')),
    lengths,
  };
}

/** Maestro's pattern `6` is what is left over there: it says that a number may be a card's, but not of which brand. */
function brandOfType(type: string, pattern: Pattern): CardBrand {
  const name = type.toUpperCase().replaceAll('-', '_');
  return cardBrands.find((brand) => brand === name && pattern !== 6) ?? 'OTHER';
}

/** The brand that a number's first digits identify for sure; `OTHER` if they do not. Six digits are nearly always enough. */
export function brandOf(firstDigits: string | null): CardBrand {
  const digits = /^\d{1,8}/.exec(firstDigits ?? '')?.[0];
  if (digits === undefined) return 'OTHER';
  const brand = found.get(digits) ?? findBrand(digits);
  if (found.size === mostFound) found.clear();
  found.set(digits, brand);
  return brand;
}

/** The same few first digits come again and again. */
const found = new Map<string, CardBrand>();
const mostFound = 2000;

function findBrand(digits: string): CardBrand {
  const [low, high] = [Number(digits.padEnd(known, '0')), Number(digits.padEnd(known, '9'))];
  const possible = ranges.filter(({ from, to }) => from <= high && to >= low);
  const surest = possible.findIndex(({ from, to }) => from <= low && to >= high);
  const [first, ...others] = possible.slice(0, surest + 1);
  return first && others.every(({ brand }) => brand === first.brand) ? first.brand : 'OTHER';
}

/** Whether a number has an issuer's first digits and a length that this issuer uses. */
export function isIssued(digits: string): boolean {
  const first = Number(digits.slice(0, known));
  return ranges.some(
    ({ from, to, lengths }) => from <= first && first <= to && lengths.includes(digits.length),
  );
}
