/** How calls with an account have been going, told from this process's own traffic. */
export interface Health {
  readonly status: HealthStatus;
  readonly lastSuccessAt: Date | null;
  /** Where the provider asked us to slow down: when it may be asked again. */
  readonly retryAt: Date | null;
}

export const healthStatuses = ['UP', 'DEGRADED', 'DOWN', 'UNKNOWN'] as const;

export type HealthStatus = (typeof healthStatuses)[number];
