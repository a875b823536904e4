/** Which modules of `dist` make a layer, and what stands in for each when it is switched off. */
export const replaced: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  access: { 'access/authenticate.js': 'access.ts' },
  cost: { 'server/documents/cost.js': 'cost.ts', 'server/documents/charge.js': 'charge.ts' },
  sealing: { 'gateway/sealing/seal.js': 'seal.ts' },
  masking: { 'redaction/disclosure.js': 'disclosure.ts' },
};
