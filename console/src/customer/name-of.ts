interface Named {
  readonly fullName?: string | null;
  readonly company?: string | null;
}

/** The displayed name of a customer. A name that is unavailable is not shown as a missing name. */
export function nameOf({ fullName, company }: Named, isUnavailable: (field: string) => boolean): string {
  const isNameUnavailable = isUnavailable('fullName') || isUnavailable('company');
  return fullName ?? company ?? (isNameUnavailable ? 'Name not available' : 'Without a name');
}
