import type { AuthenticatedRequest } from './authentication.ts';
import type { Readable } from './request/index.ts';

/** What belongs to one request before GraphQL has seen it. */
export interface RequestInfo extends AuthenticatedRequest, Readable {}
