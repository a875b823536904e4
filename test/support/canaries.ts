/** Strings that must appear nowhere, each as a person might enter it in the wrong field. */
export const canaries = {
  card: '5425 2334 3010 9903',
  cvc: 'cvc: 737',
  iban: 'NL91ABNA0417164300',
  email: 'canary.person@leak.example',
  vendorKey: 'sk_live_CANARY4eC39HqLyjWDarjtT1',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLWNhbmFyeQ',
} as const;

const traces: Readonly<Record<keyof typeof canaries, RegExp>> = {
  card: /5425\D{0,3}2334\D{0,3}3010\D{0,3}9903/,
  cvc: /cvc\W{0,6}737/i,
  iban: /NL91\W?ABNA\W?0417\W?1643\W?00/i,
  email: /canary\.person|leak\.example/i,
  vendorKey: /CANARY4eC39|HqLyjWDarjtT1/,
  jwt: /eyJhbGciOiJIUzI1NiJ9|eyJzdWIiOiJjYW5hcnkifQ|c2lnbmF0dXJlLWNhbmFyeQ/,
};

/** Which canaries, and which of other secrets, a text holds. */
export function canariesIn(text: string, secrets: readonly string[] = []): readonly string[] {
  const found = Object.entries(traces).flatMap(([name, trace]) => (trace.test(text) ? [name] : []));
  return [...found, ...secrets.filter((secret) => text.includes(secret)).map(() => 'an account’s secret')];
}

/** Every canary in one text, as a vendor's careless answer might have it. */
export const allCanaries = `Refused ${Object.values(canaries).join(' / ')}`;

/** An answer of a provider that repeats all of them, in its body and its headers. */
export function carelessAnswer(status: number, body: 'json' | 'text' | 'issues') {
  const { card, cvc, iban, email, vendorKey, jwt } = canaries;
  const issues = [{ ErrorCode: card, PropertyName: email, Message: allCanaries }, allCanaries];
  const bodies = {
    text: allCanaries,
    json: JSON.stringify({ code: card, message: allCanaries, error: email, fields: { [email]: iban, cvc } }),
    issues: JSON.stringify({ isSuccess: false, status: 'invalid-request', message: jwt, errors: issues }),
  };
  return {
    kind: 'answer',
    status,
    headers: {
      'content-type': body === 'text' ? 'text/html' : 'application/json',
      'x-request-id': vendorKey,
      'www-authenticate': `Bearer ${jwt}`,
      'retry-after': card,
      location: `https://leak.example/${email}?key=${vendorKey}`,
      'x-debug': allCanaries,
    },
    body: bodies[body],
  } as const;
}
