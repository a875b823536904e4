/** An answer of a provider, and when it was asked for and came, in milliseconds since 1970. */
export interface Witnessed {
  readonly status: number;
  readonly headers: Headers;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** More than a second, because `Date` has no fractions, and less than any signature or token tolerates. */
const toleranceMs = 30_000;

/**
 * By how much this machine's clock differs from the provider's, by the `Date` of its answer; null if it hardly does, or
 * the answer has none. A cache says in `Age` how old its answer is.
 */
export function clockFinding({ headers, sentAt, receivedAt }: Witnessed): string | null {
  const ageMs = Number(headers.get('age') ?? 0) * 1000;
  const theirs = Date.parse(headers.get('date') ?? '') + (Number.isFinite(ageMs) ? ageMs : 0);
  if (Number.isNaN(theirs)) return null;
  // Any instant between asking and being answered is right.
  const ahead = sentAt > theirs ? Math.max(0, sentAt - theirs) : Math.min(0, receivedAt - theirs);
  if (Math.abs(ahead) < toleranceMs) return null;
  const side = ahead > 0 ? 'ahead of' : 'behind';
  return `CLOCK_OFF: this machine's clock is ${inWords(Math.abs(ahead))} ${side} the provider's; set it, by NTP for instance.`;
}

function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const shown = parts.filter(([count], index) => count > 0 || index === parts.length - 1);
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}

/** What kind of answer shows that a setting leads elsewhere; null if the answer looks like one of an API. */
export function wayFinding({ status, headers }: Witnessed, setting: 'baseUrl' | 'tokenUrl'): string | null {
  if (status >= 300 && status < 400) {
    const target = URL.parse(headers.get('location') ?? '');
    const where = target ? ` to ${target.origin}${target.pathname}` : '';
    return `REDIRECT: it answers ${status}, a redirect${where}, which is not followed: check ${setting}.`;
  }
  if (/^\s*(text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? '')) {
    return `HTML: it answers ${status} with a page in place of JSON: check ${setting}, and any proxy in between.`;
  }
  // What an API's 404 means is said by the failure itself, which names the settings.
  return status === 404 && setting === 'tokenUrl' ? `NO_SUCH_PATH: it answers 404: check ${setting}.` : null;
}
