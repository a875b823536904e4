// The vendor shows no error body anywhere: these shapes are assumed, their statuses documented except 401.

/** 400, with what is wrong by field where it is known. */
export function invalid(message: string, fields?: Readonly<Record<string, string>>): Response {
  return Response.json({ error: 'invalid_request', message, ...(fields && { fields }) }, { status: 400 });
}

/** 404. */
export function notFound(): Response {
  return Response.json({ error: 'not_found', message: 'Resource not found' }, { status: 404 });
}

/** 401 of the API; the token endpoint has its own. */
export function unauthorized(): Response {
  return Response.json(
    { error: 'unauthorized', message: 'The access token is missing, unknown or expired' },
    { status: 401 },
  );
}
