import { describe, expect, it } from 'vitest';
import { statusOf } from '../../src/certify/certify.ts';
import { certifiable, certifyAt, enoughCustomers, idsWith, subjectAt } from '../support/certify.ts';
import { emulate } from '../support/emulate.ts';

/** A switch of an emulator, what it is turned to, what certify finds then, and the settings under which that is no news. */
type Turn = readonly [
  provider: string,
  name: string,
  value: unknown,
  found: readonly string[],
  settings?: Readonly<Record<string, object>>,
];

/** Of the account that is asked, at bankingservice.ai. */
const profileId = 'profile_c4f5e275fed234c98b38f90231';

const turns: readonly Turn[] = [
  ['BAMBOO', 'visibleOnlyAfterRegistration', true, ['retrievable-at-once']],
  ['BAMBOO', 'unknownCustomerStatus', 200, ['unknown-identifier'], { behaviour: { missingStatus: 200 } }],
  ['BAMBOO', 'refusesKnownIdentifiers', true, ['second-link']],
  ['BAMBOO', 'renewsCustomerIds', true, ['same-customer-id']],
  ['BAMBOO', 'identifiersIgnoreCase', true, ['identifier-minds-case']],
  ['BAMBOO', 'unauthorizedStatus', 400, ['refused-credentials']],
  ['BAMBOO', 'errorItems', 'sentences', ['error-items']],
  ['BAMBOO', 'unknownPaymentCode', 'PR002', ['unknown-payment']],
  ['BAMBOO', 'otherLinkTypesAccepted', true, ['refused-mistake']],
  ['BAMBOO', 'longestText', 50, ['fields-come-back']],

  ['MONRI', 'notFoundStatus', 400, ['unknown-uuid'], { behaviour: { missingStatus: 400 } }],
  ['MONRI', 'liveShapes', true, ['list-item-keys', 'deletion-answer']],
  ['MONRI', 'maximumLimit', 40, ['limit-above-50'], { behaviour: { maximumLimit: 40 } }],
  ['MONRI', 'largeLimitRefused', true, ['limit-above-maximum']],
  ['MONRI', 'deletedListed', true, ['deleted-not-listed']],
  ['MONRI', 'unauthorizedStatus', 400, ['refused-credentials']],
  ['MONRI', 'digestOver', 'path', ['digest-with-query'], { behaviour: { signedPath: 'without query' } }],
  [
    'MONRI',
    'timestampUnit',
    'milliseconds',
    ['timestamp-unit'],
    { behaviour: { timestampUnit: 'milliseconds' } },
  ],
  ['MONRI', 'sentencesTold', false, ['refused-field']],
  ['MONRI', 'duplicatesAllowed', true, ['duplicate-reference']],
  ['MONRI', 'referenceChangeable', false, ['reference-changeable']],
  ['MONRI', 'deletedReferencesFree', false, ['deleted-reference']],
  ['MONRI', 'deletedReadable', false, ['deleted-readable']],
  ['MONRI', 'deletedChangeable', true, ['deleted-unchangeable']],
  ['MONRI', 'secondDeletionStatus', 404, ['second-deletion']],
  ['MONRI', 'clearedBy', 'empty text', ['null-on-plain-field'], { behaviour: { clearWith: 'empty text' } }],

  ['VERIFONE', 'maximumPageSize', 60, ['largest-page'], { behaviour: { maximumPageSize: 60 } }],
  ['VERIFONE', 'maximumUrlBytes', 1200, ['ids-in-a-search'], { behaviour: { keysPerSearch: 10 } }],
  ['VERIFONE', 'updateMerges', true, ['update-replaces'], { behaviour: { update: 'merge' } }],
  ['VERIFONE', 'unknownKeysAccepted', true, ['unknown-keys-refused']],
  ['VERIFONE', 'malformedIdStatus', 404, ['malformed-id']],
  ['VERIFONE', 'unknownIdStatus', 400, ['unknown-id'], { behaviour: { missingStatus: 400 } }],
  ['VERIFONE', 'missingDeletionStatus', 204, ['deletion-of-unknown']],
  ['VERIFONE', 'searchOptional', true, ['search-required']],
  ['VERIFONE', 'equalityIgnoresCase', true, ['equality-minds-case']],
  ['VERIFONE', 'fractionsSearchable', false, ['instants-in-a-search']],
  ['VERIFONE', 'timestampUnit', 'milliseconds', ['timestamp-unit']],
  ['VERIFONE', 'unauthorizedStatus', 400, ['refused-credentials']],
  ['VERIFONE', 'detailsTold', false, ['refused-field']],
  ['VERIFONE', 'deletionStatus', 200, ['deletion-answer']],

  ['BANKING_SERVICE', 'assertionIn', 'body', ['assertion-place'], { assertion: { in: 'body' } }],
  [
    'BANKING_SERVICE',
    'assertionAlgorithm',
    'PS256',
    ['assertion-algorithm'],
    { assertion: { algorithm: 'PS256' } },
  ],
  [
    'BANKING_SERVICE',
    'assertionAudience',
    'API',
    ['assertion-audience'],
    { assertion: { audience: 'http://127.0.0.1:9' } },
  ],
  [
    'BANKING_SERVICE',
    'assertionIssuer',
    'profile',
    ['assertion-issuer'],
    { assertion: { issuer: profileId } },
  ],
  [
    'BANKING_SERVICE',
    'assertionSubject',
    'profile',
    ['assertion-subject'],
    { assertion: { subject: profileId } },
  ],
  [
    'BANKING_SERVICE',
    'longestAssertionSeconds',
    40,
    ['assertion-lifetime'],
    { assertion: { lifetimeSeconds: 30 } },
  ],
  ['BANKING_SERVICE', 'refusedClaim', 'iat', ['assertion-issue-time'], { assertion: { leaveOut: ['iat'] } }],
  ['BANKING_SERVICE', 'refusedClaim', 'jti', ['assertion-id'], { assertion: { leaveOut: ['jti'] } }],
  [
    'BANKING_SERVICE',
    'unknownCustomerStatus',
    404,
    ['write-to-unknown'],
    { behaviour: { missingWriteStatus: 404 } },
  ],
  ['BANKING_SERVICE', 'paymentMethodsAsPage', true, ['payment-method-list']],
  ['BANKING_SERVICE', 'paymentMethodsDeletable', false, ['payment-method-deletable']],
  ['BANKING_SERVICE', 'maximumPageSize', 50, ['largest-page'], { behaviour: { maximumSize: 50 } }],
  ['BANKING_SERVICE', 'pageParameter', 'p', ['page-parameter'], { behaviour: { pageParameter: 'p' } }],
  [
    'BANKING_SERVICE',
    'sizeParameter',
    'per_page',
    ['size-parameter'],
    { behaviour: { sizeParameter: 'per_page' } },
  ],
  ['BANKING_SERVICE', 'pastTheEndStatus', 404, ['page-behind-the-end']],
  ['BANKING_SERVICE', 'order', 'oldest first', ['order-of-a-list']],
  ['BANKING_SERVICE', 'missingSaid', false, ['unknown-customer']],
  ['BANKING_SERVICE', 'unknownProfileStatus', 403, ['unknown-profile']],
  ['BANKING_SERVICE', 'unauthorizedStatus', 400, ['refused-credentials']],
  ['BANKING_SERVICE', 'putMerges', true, ['put-replaces'], { behaviour: { update: 'merge' } }],
  ['BANKING_SERVICE', 'premiseAs', 'text', ['premise-keeps-its-type']],
  [
    'BANKING_SERVICE',
    'deletionAnswer',
    'other',
    ['deletion-answer'],
    { behaviour: { deletionAnswer: 'other' } },
  ],
  ['BANKING_SERVICE', 'deletionSoft', true, ['deleted-is-gone']],
  ['BANKING_SERVICE', 'emailsRepeatable', false, ['email-repeatable']],
  ['BANKING_SERVICE', 'referencesRepeatable', true, ['reference-is-idempotent']],
  ['BANKING_SERVICE', 'cardPages', false, ['card-has-page']],
  ['BANKING_SERVICE', 'browserDemanded', true, ['browser-not-demanded']],
];

/** Switches that stand for no behaviour of the vendor's which an adapter could meet. */
const others: Readonly<Record<string, string>> = {
  hostsRegistrationPage: 'the emulator’s own page, for people who try the sandbox',
  hostsPayerPage: 'the emulator’s own page, for people who try the sandbox',
  webhookUrl: 'where the emulator calls, which no call of ours can show',
  expiresIn: 'any lifetime is right; a short one tests renewal',
  timestampToleranceSeconds: 'the clock of this machine is right, which doctor looks at',
  jsonHeadersRequired: 'documented, and always sent',
};

/** Assumptions that no switch can turn, since no answer shows them. */
const unseen = new Set(['inject-merges']);

function definitionOf(code: string) {
  const definition = certifiable.find((known) => known.code === code);
  if (!definition) throw new Error(`${code} cannot be certified.`);
  return definition;
}

describe.each(certifiable)('what is assumed about $code', (definition) => {
  const { code, certification } = definition;
  const turned = turns.filter(([provider]) => provider === code);

  it('holds at its emulator, all of it', async () => {
    const emulator = emulate(definition, { customers: enoughCustomers });
    const examined = await certifyAt(subjectAt(definition, emulator), { fetch: emulator.fetch });
    expect(idsWith('HOLDS', examined)).toEqual(
      certification?.assumptions.map(({ id }) => id).filter((id) => !unseen.has(id)),
    );
    expect(statusOf([examined])).toBe(0);
  });

  it('is asked without a write unless writing is allowed', async () => {
    const emulator = emulate(definition, { customers: 3 });
    const methods = new Set<string>();
    const fetch = (request: Request) => {
      if (!request.url.endsWith('token')) methods.add(request.method);
      return emulator.fetch(request);
    };
    const examined = await certifyAt(subjectAt(definition, emulator), { fetch, write: false });
    expect([...methods]).toEqual(['GET']);
    expect(idsWith('NOT_TRIED', examined)).toEqual(
      certification?.assumptions.filter(({ kind }) => kind === 'write').map(({ id }) => id),
    );
  });

  it('can be distinguished from every other behaviour of the emulator', () => {
    const { switches } = emulate(definition);
    const names = new Set(turned.map(([, name]) => name));
    expect(Object.keys(switches).filter((name) => !names.has(name) && !Object.hasOwn(others, name))).toEqual(
      [],
    );
    const found = new Set(turned.flatMap(([, , , ids]) => ids));
    expect(
      certification?.assumptions.map(({ id }) => id).filter((id) => !found.has(id) && !unseen.has(id)),
    ).toEqual([]);
  });

  it('is described in one sentence each, under a unique id', () => {
    const ids = certification?.assumptions.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, assumes } of certification?.assumptions ?? []) {
      expect(id).toMatch(/^[a-z][a-z\d-]+$/);
      expect(assumes).toMatch(/^[A-Z`].{20,}\.$/);
    }
  });
});

const cases = turns.map(([provider, name, value, found, settings]) => ({
  provider,
  name,
  value,
  found,
  settings,
}));

describe.each(cases)('$provider with $name = $value', ({ provider, name, value, found, settings }) => {
  const definition = definitionOf(provider);
  const start = () => emulate(definition, { customers: enoughCustomers, switches: { [name]: value } });

  it('differs in exactly that', async () => {
    const emulator = start();
    const examined = await certifyAt(subjectAt(definition, emulator), { fetch: emulator.fetch });
    expect(idsWith('DIFFERS', examined)).toEqual(found);
    expect(examined.left).toBe(0);
    const isReliedOn = examined.results.some(
      ({ assumption, finding }) => finding.outcome === 'DIFFERS' && assumption.isReliedOn,
    );
    expect(statusOf([examined])).toBe(isReliedOn ? 1 : 0);
    const sets = examined.results.filter(
      ({ finding }) => finding.outcome === 'DIFFERS' && finding.set !== null,
    );
    expect(sets).toHaveLength(settings ? 1 : 0);
  });

  it.runIf(settings)('holds once it is set', async () => {
    const emulator = start();
    const subject = subjectAt(definition, emulator, { settings: settings ?? {} });
    const write = subject.certification.assumptions.some(
      ({ id, kind }) => found.includes(id) && kind === 'write',
    );
    const examined = await certifyAt(subject, { fetch: emulator.fetch, write });
    expect(idsWith('DIFFERS', examined)).toEqual([]);
    expect(idsWith('HOLDS', examined)).toEqual(expect.arrayContaining([...found]));
  });
});

it('differs in a claim that is left out and required', async () => {
  const definition = definitionOf('BANKING_SERVICE');
  const emulator = emulate(definition);
  const subject = subjectAt(definition, emulator, { settings: { assertion: { leaveOut: ['iat'] } } });
  const examined = await certifyAt(subject, { fetch: emulator.fetch, write: false });
  expect(idsWith('DIFFERS', examined)).toEqual(['assertion-issue-time']);
});
