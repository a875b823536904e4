/** An invented person: the same number always gives the same one. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly company: string;
  readonly street: string;
  readonly houseNumber: number;
  readonly city: string;
  readonly postalCode: string;
  readonly region: string;
  readonly countryCode: string;
  readonly country: string;
}

type Place = Pick<Person, 'street' | 'city' | 'postalCode' | 'region' | 'countryCode' | 'country'>;

const firstNames: [string, ...string[]] = [
  'Ana',
  'José',
  'Lucía',
  'Dženan',
  'Ivana',
  'Petra',
  'Sanne',
  'Jürgen',
  'Zoë',
  'Marko',
  'Inés',
  'Tomás',
  'Aïcha',
  'Noah',
  'Mila',
  'Søren',
  'Chloé',
];
const lastNames: [string, ...string[]] = [
  'Pérez',
  'Hadžić',
  'Kovačević',
  'de Vries',
  'Müller',
  "O'Neill",
  'García',
  'Novak',
  'Jansen',
  'Horvat',
  'Rossi',
  'Åkesson',
  'Silva',
];
const companies: [string, ...string[]] = [
  'Rambla',
  'Adriatic',
  'Polder',
  'Lighthouse',
  'Northwind',
  'Meridian',
  'Cobalt',
];
const places: [Place, ...Place[]] = [
  {
    street: 'Rambla Gandhi',
    city: 'Montevideo',
    postalCode: '11300',
    region: 'Montevideo',
    countryCode: 'UY',
    country: 'Uruguay',
  },
  {
    street: 'Ilica',
    city: 'Zagreb',
    postalCode: '10000',
    region: 'Zagreb',
    countryCode: 'HR',
    country: 'Croatia',
  },
  {
    street: 'Ferhadija',
    city: 'Sarajevo',
    postalCode: '71000',
    region: 'Kanton Sarajevo',
    countryCode: 'BA',
    country: 'Bosnia and Herzegovina',
  },
  {
    street: 'Hoofdweg',
    city: 'Hoofddorp',
    postalCode: '2131 BC',
    region: 'Noord-Holland',
    countryCode: 'NL',
    country: 'Netherlands',
  },
  {
    street: 'Main Street',
    city: 'Cleveland',
    postalCode: '44114',
    region: 'OH',
    countryCode: 'US',
    country: 'United States',
  },
];

/**
 * Person number `index`, counted from 0. The first account of every provider begins with the first, so that the same
 * people are in several vaults; other accounts have others. Addresses of e-mail are unique and end in `example.com`.
 */
export function person(index: number): Person {
  const firstName = pick(firstNames, index);
  const lastName = pick(lastNames, index * 5 + 3);
  const handle = `${firstName}.${lastName}`.normalize('NFD').replaceAll(/[^A-Za-z.]/gu, '');
  return {
    firstName,
    lastName,
    email: `${handle.toLowerCase()}+${index}@example.com`,
    company: `${pick(companies, index * 3)} Trading ${index}`,
    houseNumber: 1 + ((index * 37) % 240),
    ...pick(places, index * 2 + 1),
  };
}

/** The item at `index`, counting round and round; the list must not be empty. */
export function pick<Item>(items: readonly [Item, ...Item[]], index: number): Item {
  return items[index % items.length] ?? items[0];
}
