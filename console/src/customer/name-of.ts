interface Named {
  readonly fullName?: string | null;
  readonly company?: string | null;
}

/** What to call a customer. Nobody is without a name whose name was only not told. */
export function nameOf({ fullName, company }: Named, isUntold: (field: string) => boolean): string {
  const isNameUntold = isUntold('fullName') || isUntold('company');
  return fullName ?? company ?? (isNameUntold ? 'Name not told' : 'Without a name');
}
