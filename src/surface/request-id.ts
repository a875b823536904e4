const ids = new WeakMap<Request, string>();

/** The id of a request: made when it is first asked for, the same whoever asks after that. */
export function requestIdOf(request: Request): string {
  const known = ids.get(request);
  if (known !== undefined) return known;
  const id = crypto.randomUUID();
  ids.set(request, id);
  return id;
}
