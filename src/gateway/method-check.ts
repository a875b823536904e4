import type { RegistrationTerms } from '../domain/capability.ts';
import type { InputIssue, InputIssueCode } from '../domain/errors.ts';
import type { PayerBrowser, ProposedTerms, RegistrationMethod } from '../domain/method-registration.ts';
import { textIssue } from '../domain/input-rules.ts';

/** The parts of a registration that say which payment method it is for and who sees it. */
export interface AskedMethod {
  readonly method: RegistrationMethod | null;
  readonly description: string | null;
  readonly browser: PayerBrowser | null;
}

/** All that is wrong with what is asked for a customer, in the light of what the provider registers. */
export function methodIssues(asked: AskedMethod, { kinds, takesBrowser }: RegistrationTerms): InputIssue[] {
  const { method, description, browser } = asked;
  return [
    ...(method ? kindIssues(method, kinds) : [issue(['method'], 'REQUIRED', 'is missing')]),
    ...textIssues(['description'], description),
    ...(browser && !takesBrowser ? [unsupported('browser')] : []),
    ...Object.entries(browser ?? {}).flatMap(([name, text]) => textIssues(['browser', name], text)),
  ];
}

/** Of a registration whose page lets the person choose, none of this can be said beforehand. */
export function needlessMethod({ method, description, browser }: AskedMethod): InputIssue[] {
  const given = Object.entries({ method, description, browser }).filter(([, value]) => value !== null);
  return given.map(([name]) => unsupported(name));
}

function kindIssues(
  { kind, recurring }: RegistrationMethod,
  kinds: RegistrationTerms['kinds'],
): InputIssue[] {
  const path = ['method', 'recurring'];
  const known = kinds.includes(kind) ? [] : [unsupported('method', 'kind')];
  if (kind === 'OPEN_BANKING') {
    return [
      ...known,
      ...(recurring ? termsIssues(recurring, path) : [issue(path, 'REQUIRED', 'is missing: payments recur')]),
    ];
  }
  return recurring ? [...known, issue(path, 'CONFLICTING', 'is for OPEN_BANKING alone')] : known;
}

/** Whether the terms fit together: all that does not, at once. */
function termsIssues(terms: ProposedTerms, under: readonly string[]): InputIssue[] {
  const { amount, currency, startAt, endAt } = terms;
  const at = (name: string) => [...under, name];
  return [
    ...(amount < 1 ? [issue(at('amount'), 'MALFORMED', 'must be 1 or more, in minor units')] : []),
    ...(/^[A-Z]{3}$/.test(currency)
      ? []
      : [issue(at('currency'), 'MALFORMED', 'must be a code of ISO 4217')]),
    ...dayIssues(terms, at),
    ...(endAt && endAt <= startAt ? [issue(at('endAt'), 'CONFLICTING', 'must be after startAt')] : []),
  ];
}

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function dayIssues(
  { frequency, dayOfExecution: day, monthOfExecution: month }: ProposedTerms,
  at: (name: string) => readonly string[],
): InputIssue[] {
  const [dayAt, monthAt] = [at('dayOfExecution'), at('monthOfExecution')];
  const isMonth = month === null || (month >= 1 && month <= 12);
  const issues: InputIssue[] = [];
  if (month !== null && frequency !== 'YEARLY') {
    issues.push(issue(monthAt, 'CONFLICTING', 'is for payments once a year'));
  } else if (!isMonth) issues.push(issue(monthAt, 'MALFORMED', 'must be 1 to 12'));
  if (day === null) return issues;
  if (frequency === 'DAILY') {
    return [...issues, issue(dayAt, 'CONFLICTING', 'says nothing of payments every day')];
  }
  const last = frequency === 'WEEKLY' ? 7 : 31;
  if (day < 1 || day > last) return [...issues, issue(dayAt, 'MALFORMED', `must be 1 to ${last}`)];
  const lastInMonth = frequency === 'YEARLY' && month !== null ? longestMonths[month - 1] : undefined;
  if (lastInMonth === undefined || day <= lastInMonth) return issues;
  return [...issues, issue(dayAt, 'CONFLICTING', 'is not in the month')];
}

function textIssues(path: readonly string[], text: string | null): InputIssue[] {
  const code = text === null ? null : textIssue(text, { max: 255 });
  return code ? [issue(path, code, 'must be one line of 1 to 255 characters')] : [];
}

function unsupported(...path: readonly string[]): InputIssue {
  return issue(path, 'UNSUPPORTED_BY_PROVIDER', 'is not supported by this provider');
}

function issue(path: readonly string[], code: InputIssueCode, complaint: string): InputIssue {
  return { path, code, message: `${path.join('.')} ${complaint}.` };
}
