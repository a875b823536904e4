// The vendor shows no error body anywhere: these shapes are assumed, their statuses documented except 401.

/** 400, with what is wrong by field if it is known. */
export function invalid(message: string, fields?: Readonly<Record<string, string>>): Response {
  return Response.json({ error: 'invalid_request', message, ...(fields && { fields }) }, { status: 400 });
}

/** 404. */
export function notFound(): Response {
  return Response.json({ error: 'not_found', message: 'Resource not found' }, { status: 404 });
}

/** 401 of the API; the token endpoint has its own. */
export function unauthorized(status: 400 | 401 = 401): Response {
  return Response.json(
    { error: 'unauthorized', message: 'The access token is missing, unknown or expired' },
    { status },
  );
}

/** 403. */
export function forbidden(): Response {
  return Response.json({ error: 'forbidden', message: 'Not a profile of this client' }, { status: 403 });
}
