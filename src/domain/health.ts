/** How calls with an account have been going, as this process saw them. */
export interface Health {
  readonly status: HealthStatus;
  readonly lastSuccessAt: Date | null;
  /** If the provider asked us to slow down: when it may be asked again. */
  readonly retryAt: Date | null;
}

export const healthStatuses = ['UP', 'DEGRADED', 'DOWN', 'UNKNOWN'] as const;

export type HealthStatus = (typeof healthStatuses)[number];
