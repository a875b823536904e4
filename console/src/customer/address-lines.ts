import type { WholeAddressFragment } from '../graphql/graphql.ts';

/** An address as it is shown, line by line. */
export function linesOf({
  lines,
  city,
  region,
  postalCode,
  country,
  countryCode,
}: WholeAddressFragment): string {
  const town = [postalCode, city].filter(Boolean).join(' ');
  const land = countryCode && country !== countryCode ? `${country ?? ''} (${countryCode})` : country;
  return [...lines, town, region, land].filter(Boolean).join('\n');
}
