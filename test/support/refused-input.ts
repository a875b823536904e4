/** Input of every kind that a provider's rules refuse: what is wrong, as dotted path and code. */
export interface RefusedInput {
  readonly what: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly issues: readonly string[];
}

const long = (length: number): string => 'x'.repeat(length);
const digits = (length: number): string => '7'.repeat(length);

export const atMonri: readonly RefusedInput[] = [
  {
    what: 'everything one too long',
    fields: {
      merchantReference: long(101),
      fullName: long(51),
      email: long(201),
      phone: digits(31),
      description: long(201),
      billingAddress: {
        lines: [long(50), long(49)],
        city: long(31),
        postalCode: digits(10),
        countryCode: 'HRV',
      },
    },
    issues: [
      'merchantReference TOO_LONG',
      'fullName TOO_LONG',
      'email TOO_LONG',
      'phone TOO_LONG',
      'description TOO_LONG',
      'billingAddress.lines TOO_LONG',
      'billingAddress.city TOO_LONG',
      'billingAddress.postalCode TOO_LONG',
      'billingAddress.countryCode TOO_LONG',
    ],
  },
  {
    what: 'everything one too short',
    fields: {
      merchantReference: '',
      fullName: '',
      email: '',
      phone: '',
      description: '',
      billingAddress: { lines: ['xy'], city: 'xy', postalCode: '', countryCode: 'H' },
    },
    issues: [
      'merchantReference TOO_SHORT',
      'fullName TOO_SHORT',
      'email TOO_SHORT',
      'phone TOO_SHORT',
      'description TOO_SHORT',
      'billingAddress.lines TOO_SHORT',
      'billingAddress.city TOO_SHORT',
      'billingAddress.postalCode TOO_SHORT',
      'billingAddress.countryCode TOO_SHORT',
    ],
  },
  {
    what: 'texts that cannot be kept, and a country that is not there',
    fields: {
      fullName: 'Ana\u0000Horvat',
      description: 'Line\nbreak',
      merchantReference: 'half of \ud83d',
      billingAddress: { lines: ['Ilica\t1'], countryCode: 'ZZ' },
    },
    issues: [
      'fullName MALFORMED',
      'description MALFORMED',
      'merchantReference MALFORMED',
      'billingAddress.lines MALFORMED',
      'billingAddress.countryCode MALFORMED',
    ],
  },
  {
    what: 'a name as one text and in parts',
    fields: { fullName: 'Ana Horvat', firstName: 'Ana', lastName: 'Horvat' },
    issues: ['firstName UNSUPPORTED_BY_PROVIDER', 'lastName UNSUPPORTED_BY_PROVIDER', 'fullName CONFLICTING'],
  },
];

const wrongAddress = {
  lines: ['Ilica 1', long(41)],
  city: long(29),
  region: long(36),
  postalCode: digits(11),
  countryCode: 'XX',
};

export const atVerifone: readonly RefusedInput[] = [
  {
    what: 'everything one too long',
    fields: {
      firstName: long(23),
      lastName: long(23),
      company: long(101),
      email: `${long(244)}@example.com`,
      phone: digits(26),
      title: long(121),
      workPhone: digits(26),
      companyRegistrationNumber: long(25),
      taxIdentifier: digits(10),
      middleName: long(23),
      billingPhone: digits(26),
      shippingFirstName: long(23),
      shippingMiddleName: long(23),
      shippingLastName: long(23),
      shippingPhone: digits(26),
      billingAddress: wrongAddress,
      shippingAddress: { ...wrongAddress, lines: ['a', 'b', 'c', 'd'] },
    },
    issues: [
      'firstName TOO_LONG',
      'lastName TOO_LONG',
      'company TOO_LONG',
      'email TOO_LONG',
      'phone TOO_LONG',
      'title TOO_LONG',
      'workPhone TOO_LONG',
      'companyRegistrationNumber TOO_LONG',
      'taxIdentifier TOO_LONG',
      'middleName TOO_LONG',
      'billingPhone TOO_LONG',
      'shippingFirstName TOO_LONG',
      'shippingMiddleName TOO_LONG',
      'shippingLastName TOO_LONG',
      'shippingPhone TOO_LONG',
      ...['billingAddress', 'shippingAddress'].flatMap((address) => [
        `${address}.lines TOO_LONG`,
        `${address}.city TOO_LONG`,
        `${address}.region TOO_LONG`,
        `${address}.postalCode TOO_LONG`,
        `${address}.countryCode MALFORMED`,
      ]),
    ],
  },
  {
    what: 'patterns',
    fields: {
      company: 'Rambla',
      email: 'ana.at.example.com',
      phone: '+385 1 555 ext 7',
      workPhone: '555/0144',
      title: 'Dr. 2',
      taxIdentifier: 'HR1234567',
      billingAddress: { countryCode: 'hr' },
    },
    issues: [
      'email MALFORMED',
      'phone MALFORMED',
      'workPhone MALFORMED',
      'title MALFORMED',
      'taxIdentifier MALFORMED',
      'billingAddress.countryCode MALFORMED',
    ],
  },
  {
    what: 'empty texts, and a name as one text and in parts',
    fields: {
      company: 'Rambla',
      fullName: 'Ana Horvat',
      firstName: 'Ana',
      language: '',
      shippingAddress: { lines: [''] },
    },
    issues: [
      'fullName UNSUPPORTED_BY_PROVIDER',
      'language TOO_SHORT',
      'shippingAddress.lines TOO_SHORT',
      'fullName CONFLICTING',
    ],
  },
];

export const atBankingService: readonly RefusedInput[] = [
  {
    what: 'empty texts',
    fields: {
      firstName: '',
      lastName: '',
      company: '',
      email: '',
      phone: '',
      billingAddress: {
        lines: [],
        city: '',
        region: '',
        premise: '',
        subPremise: '',
        building: '',
        postalCode: '',
      },
    },
    issues: [
      'firstName TOO_SHORT',
      'lastName TOO_SHORT',
      'company TOO_SHORT',
      'email TOO_SHORT',
      'phone TOO_SHORT',
      'billingAddress.lines TOO_SHORT',
      'billingAddress.city TOO_SHORT',
      'billingAddress.region TOO_SHORT',
      'billingAddress.premise TOO_SHORT',
      'billingAddress.subPremise TOO_SHORT',
      'billingAddress.building TOO_SHORT',
      'billingAddress.postalCode TOO_SHORT',
    ],
  },
  {
    what: 'texts that cannot be kept, and a country that is not there',
    fields: { company: 'Polder\u007f', email: 'ana\r\n@example.com', billingAddress: { countryCode: 'QQ' } },
    issues: ['company MALFORMED', 'email MALFORMED', 'billingAddress.countryCode MALFORMED'],
  },
];

export const atBamboo: readonly RefusedInput[] = [
  {
    what: 'everything that has a rule',
    fields: {
      merchantReference: '..',
      firstName: '',
      email: 'ana\u0007@example.com',
      documentTypeId: 0,
      documentNumber: '',
      billingAddress: { premise: '58', countryCode: 'ZZ' },
      shippingAddress: { lines: [''], building: 'Toren', countryCode: 'uy' },
    },
    issues: [
      'merchantReference MALFORMED',
      'firstName TOO_SHORT',
      'email MALFORMED',
      'documentTypeId MALFORMED',
      'documentNumber TOO_SHORT',
      'billingAddress.premise UNSUPPORTED_BY_PROVIDER',
      'billingAddress.countryCode MALFORMED',
      'shippingAddress.lines TOO_SHORT',
      'shippingAddress.building UNSUPPORTED_BY_PROVIDER',
      'shippingAddress.countryCode MALFORMED',
    ],
  },
  {
    what: 'a reference that is missing',
    fields: { merchantReference: '' },
    issues: ['merchantReference TOO_SHORT', 'merchantReference REQUIRED'],
  },
  {
    what: 'a reference that is too long',
    fields: { merchantReference: long(256) },
    issues: ['merchantReference TOO_LONG'],
  },
];

/** Every text in an input that is long enough to be recognised elsewhere. */
export function textsIn(input: unknown): readonly string[] {
  if (typeof input === 'string') return input.length > 3 ? [input] : [];
  return typeof input === 'object' && input !== null ? Object.values(input).flatMap(textsIn) : [];
}
