import { GraphQLError } from 'graphql';
import { AccessDeniedError, InvalidInputError, VaultError } from '../../domain/errors.ts';
import { RefusedError, type Refusal } from '../request/index.ts';

/** How a request that failed is refused; null for a defect. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof RefusedError) return error.refusal;
  if (error instanceof VaultError) return expected(error);
  if (!(error instanceof GraphQLError)) return null;
  const { http, ...facts } = error.extensions as unknown as Omit<
    Refusal,
    'status' | 'headers' | 'message'
  > & {
    readonly http?: Pick<Refusal, 'status' | 'headers'>;
  };
  return http ? { ...facts, ...http, message: error.message } : null;
}

function expected(error: VaultError): Refusal {
  const { code, message, retryable } = error;
  const refused = { code, message, retryable };
  if (error instanceof AccessDeniedError)
    return { ...refused, status: 403, facts: { requiredScopes: error.requiredScopes } };
  if (error instanceof InvalidInputError) return { ...refused, status: 400, facts: { issues: error.issues } };
  return { ...refused, status: 400 };
}
