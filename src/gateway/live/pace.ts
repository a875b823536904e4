/** How often a provider is asked about a topic, in milliseconds. */
export const pace = {
  /** At first, and again after a change. */
  first: 2_000,
  /** Each time this much slower than before. */
  growth: 1.25,
  slowest: 15_000,
  /** Between two questions, whatever happens. */
  least: 1_000,
} as const;
