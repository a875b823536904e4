/** The providers that the tests of the whole product speak of. The contract holds every other one that is registered. */
export const spokenOf: ReadonlySet<string> = new Set(['BAMBOO', 'BANKING_SERVICE', 'MONRI', 'VERIFONE']);
