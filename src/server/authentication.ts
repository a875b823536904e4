import { UncheckedCredentialError, type Authenticate } from '../access/authenticate.ts';
import type { Spending } from '../access/budget.ts';
import type { Caller } from '../access/caller.ts';
import type { CredentialRefusal } from '../access/refusal.ts';
import { noAudit, type Audit, type AuditAct } from '../telemetry/audit/audit.ts';
import type { AuditRecord } from '../telemetry/audit/record.ts';
import type { Handle, HandleFor, HttpAnswer, HttpRequest } from '../http/handle.ts';
import { note } from '../telemetry/log/request.ts';
import type { ReportDefect } from './errors/mask.ts';
import type { CachedRead, UpstreamCall } from '../port.ts';
import { isAmong, refuse, type ClientAddress } from './request/index.ts';
import type { Tenant } from '../gateway/tenant.ts';

export interface AuthenticationOptions {
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly authenticate: Authenticate;
  /** Receives defects; they are not shown to callers. */
  readonly report: ReportDefect;
  /** Where changes and refusals are recorded; nowhere if absent. */
  readonly audit?: Audit;
  /** Where a request came from, for the record of a refused credential; no address is recorded if absent. */
  readonly clientAddress?: ClientAddress;
  /** Whose pages may ask with a credential that is no shopper's. */
  readonly origins?: readonly string[];
  /** Whose pages may ask with a shopper's. */
  readonly shopperOrigins?: readonly string[];
}

/** What is known of a request whose caller was let in. */
export interface AuthenticatedRequest {
  readonly requestId: string;
  readonly caller: Caller;
  readonly tenant: Tenant;
  readonly observed: UpstreamCall[];
  /** What caches answered; null if none of the tenant's accounts has one. */
  readonly cachedReads: CachedRead[] | null;
  readonly spending: Spending;
  readonly audit: (act: AuditAct) => void;
}

/** Lets in who is known, before anything that was sent is read. */
export function withAuthentication(
  graph: HandleFor<AuthenticatedRequest>,
  options: AuthenticationOptions,
): Handle {
  const { tenants, authenticate, report, audit = noAudit } = options;
  return async (request) => {
    const { requestId } = request;
    const refusals: CredentialRefusal[] = [];
    let caller: Caller | null;
    try {
      const found = authenticate(request, (refusal) => refusals.push(refusal));
      // A key is known at once.
      caller = found instanceof Promise ? await found : found;
    } catch (error) {
      if (!(error instanceof UncheckedCredentialError)) throw error;
      report(error);
      return refuse(request, uncheckedCredential);
    }
    if (!caller) return refuseCredential(request, refusals[0] ?? unexplained(request), options);
    const tenant = tenants.get(caller.tenant);
    if (!tenant) return refuseCredential(request, { reason: 'UNKNOWN_TENANT' }, options);
    if (!mayAskFrom(request.headers.get('origin'), caller, options)) return refuse(request, otherOrigin);
    note({ tenant: caller.tenant });
    return graph(request, {
      requestId,
      caller,
      tenant,
      observed: [],
      cachedReads: tenant.hasCaches ? [] : null,
      spending: { charge: null },
      audit: (act) => audit({ ...act, requestId, ...namesOf(caller) }),
    });
  };
}

/** Pages of a known origin ask with the credentials that the origin is known for. */
function mayAskFrom(
  origin: string | null,
  { shopper }: Caller,
  { origins = [], shopperOrigins = [] }: AuthenticationOptions,
): boolean {
  const [right, wrong] = shopper ? [shopperOrigins, origins] : [origins, shopperOrigins];
  return origin === null || isAmong(origin, right) || !isAmong(origin, wrong);
}

/** Null if no credential was sent. */
function unexplained({ headers }: HttpRequest): CredentialRefusal | null {
  return headers.has('authorization') || headers.has('x-api-key') ? { reason: 'OTHER' } : null;
}

/** The caller learns that the credential was not accepted; why is for the operator, in the log and in the audit. */
function refuseCredential(
  request: HttpRequest,
  refusal: CredentialRefusal | null,
  { audit = noAudit, clientAddress }: AuthenticationOptions,
): HttpAnswer {
  const facts = {
    reason: refusal?.reason ?? 'NO_CREDENTIAL',
    keyId: refusal?.keyId ?? null,
    issuer: refusal?.issuer ?? null,
    address: clientAddress?.(request) ?? null,
  };
  note({
    reason: facts.reason,
    keyId: facts.keyId ?? undefined,
    issuer: facts.issuer ?? undefined,
    clientAddress: facts.address ?? undefined,
  });
  audit({ ...unknownCaller, requestId: request.requestId, refusal: facts });
  return refuse(request, refusal ? refusedCredential : noCredential);
}

function namesOf({ tenant, subject, gateway }: Caller): Pick<AuditRecord, 'tenant' | 'caller' | 'gateway'> {
  return { tenant, caller: subject, ...(gateway ? { gateway: gateway.subject } : {}) };
}

/** The audit record of a caller that was refused. */
const unknownCaller = {
  tenant: null,
  caller: null,
  action: 'authenticate',
  objectId: null,
  account: null,
  outcome: 'ACCESS_DENIED',
};

const uncheckedCredential = {
  status: 503,
  code: 'ACCESS_DENIED',
  message: 'The credential could not be checked now: try again.',
  retryable: true,
  headers: { 'retry-after': '5' },
} as const;

const otherOrigin = {
  status: 403,
  code: 'ACCESS_DENIED',
  message:
    'Pages of this origin may not ask with a credential of this kind: see `server.cors.origins` and `server.cors.shopperOrigins` of the configuration file.',
} as const;

const noCredential = {
  status: 401,
  code: 'ACCESS_DENIED',
  message: 'A credential is needed: send `Authorization: Bearer …` or `x-api-key`.',
  headers: { 'www-authenticate': 'Bearer' },
} as const;

const refusedCredential = {
  status: 401,
  code: 'ACCESS_DENIED',
  message:
    'The credential was not accepted. It may be unknown, expired or meant for another service; the operator of this API can find the reason in its log, by the requestId.',
  headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
} as const;
