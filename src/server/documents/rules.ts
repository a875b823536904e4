import { createBudget, type Budget } from '../../access/budget.ts';
import type { ShapeLimits } from './shape.ts';
import { noDocuments, type TrustedDocuments } from './trusted.ts';

export interface DocumentLimits extends ShapeLimits {
  readonly tokens: number;
  readonly maxCost: number;
}

export interface DocumentRules {
  /** Those that need no `vault:explore`, by their SHA-256 in lower-case hex. */
  readonly trusted: TrustedDocuments;
  readonly limits: DocumentLimits;
  readonly budget: Budget;
  /** The budget of each shopper, smaller than that of a backend. */
  readonly shopperBudget: Budget;
}

/** Rules, all of them optional. */
export interface GivenDocumentRules extends Partial<Omit<DocumentRules, 'limits'>> {
  readonly limits?: Partial<DocumentLimits>;
}

/** The given rules, and the configuration file's defaults for the rest: no trusted document, and the default limits. */
export function createDocumentRules({
  trusted,
  limits,
  budget,
  shopperBudget,
}: GivenDocumentRules = {}): DocumentRules {
  return {
    trusted: trusted ?? noDocuments,
    limits: { tokens: 2000, maxCost: 2000, depth: 15, aliases: 30, ...limits },
    budget: budget ?? createBudget({ points: 60_000, perSeconds: 60 }),
    shopperBudget: shopperBudget ?? createBudget({ points: 3000, perSeconds: 60 }),
  };
}
