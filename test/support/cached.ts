/** The accounts of a configuration, each with a cache. */
export function withCaches(config: Record<string, unknown>, ttlSeconds = 60): Record<string, unknown> {
  const [tenant] = config['tenants'] as readonly [{ readonly accounts: readonly object[] }];
  const accounts = tenant.accounts.map((account) => Object.assign({ cache: { ttlSeconds } }, account));
  return { tenants: [{ ...tenant, accounts }] };
}
