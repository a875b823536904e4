interface ProviderBadgeProps {
  readonly provider: string;
  readonly name: string;
}

/** Which account a record is kept in, in its provider's colour. */
export function ProviderBadge({ provider, name }: ProviderBadgeProps) {
  return <span className={`badge badge-${provider.toLowerCase().replaceAll('_', '-')}`}>{name}</span>;
}
