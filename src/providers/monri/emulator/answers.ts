export function unauthorized(): Response {
  return Response.json({ status: 'error', message: 'Unauthorized' }, { status: 401 });
}

export function unknownRoute(): Response {
  return Response.json({ status: 'error', message: 'Not found' }, { status: 404 });
}

export function refused(message: string, status: 400 | 404 = 400): Response {
  return Response.json({ status: 'invalid-request', message }, { status });
}

export function invalid(errors: readonly string[]): Response {
  return Response.json({ status: 'invalid-request', message: 'Validation failed', errors }, { status: 400 });
}
