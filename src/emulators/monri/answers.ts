export function unauthorized(status: 401 | 400 = 401): Response {
  return Response.json({ status: 'error', message: 'Unauthorized' }, { status });
}

/** As Rails answers an address that it does not know, without Monri's envelope; which is assumed. */
export function unknownRoute(): Response {
  return Response.json({ status: 404, error: 'Not Found' }, { status: 404 });
}

export function refused(message: string, status: 400 | 404 = 400): Response {
  return Response.json({ status: 'invalid-request', message }, { status });
}

/** With a sentence for each field that is wrong, or without any. */
export function invalid(errors: readonly string[], areListed = true): Response {
  const answer = { status: 'invalid-request', message: 'Validation failed' };
  return Response.json(areListed ? { ...answer, errors } : answer, { status: 400 });
}
