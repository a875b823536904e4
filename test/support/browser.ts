import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type ConsoleMessage,
  type Locator,
  type Page,
  type Request,
} from 'playwright-core';
import { browserPath, howToInstall, isInstalled } from './chromium.ts';
import { returnPage, takePage, type PageOptions } from './kept-page.ts';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--in-process-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // No page lives long enough to regain what optimizing its code takes.
  '--js-flags=--no-maglev,--no-opt',
];
const pictures = join(import.meta.dirname, '../screenshots');

let started: Promise<Browser> | null = null;

/** The browser of this worker, which ends with it; says what to install if there is none. */
async function browserOfWorker(): Promise<Browser> {
  if (!isInstalled()) throw new Error(howToInstall());
  started ??= chromium.launch({ executablePath: browserPath(), args });
  return started;
}

/** A page, and everything it said and asked for since it was opened. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings in its console, exceptions, violations of its policy, requests that failed. */
  readonly complaints: string[];
  /** The addresses it asked for that are not on this machine. */
  readonly strangers: readonly string[];
  /** What it sent to the graph, body by body. */
  readonly sent: readonly SentOperation[];
  /**
   * With `SCREENSHOTS=1` in the environment, writes a picture into the ignored folder `test/screenshots`: of the whole page,
   * or of what the window shows.
   */
  readonly shoot: (name: string, part?: 'page' | 'window') => Promise<void>;
  /** Ends it, and leaves it to the next test. */
  readonly close: () => Promise<void>;
}

export interface SentOperation {
  readonly operationName?: string;
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Opens a page whose profile holds nothing. */
export async function openPage(options: PageOptions = {}): Promise<WatchedPage> {
  const page = await takePage(await browserOfWorker(), options);
  // As long as anything else here is waited for.
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  const strangers: string[] = [];
  const sent: SentOperation[] = [];
  const origins = new Set<string>();
  const onConsole = (message: ConsoleMessage): void => {
    if (['error', 'warning', 'assert'].includes(message.type())) complaints.push(message.text());
  };
  const onError = ({ message }: Error): void => void complaints.push(message);
  const onRequest = (request: Request): void => {
    const url = request.url();
    if (!isLocal(url)) strangers.push(url);
    if (url.endsWith('/graphql') && request.method() === 'POST') sent.push(request.postDataJSON());
    if (request.isNavigationRequest()) origins.add(new URL(url).origin);
  };
  page.on('console', onConsole).on('pageerror', onError).on('request', onRequest);
  return {
    page,
    complaints,
    strangers,
    sent,
    shoot: async (name, part = 'page') => {
      if (!process.env['SCREENSHOTS']) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: part === 'page' });
    },
    close: async () => {
      page.off('console', onConsole).off('pageerror', onError).off('request', onRequest);
      await returnPage(page, options, origins);
    },
  };
}

/** Whether something shows, which it is given the time to. */
export async function shows(what: Locator): Promise<boolean> {
  return what
    .first()
    .waitFor()
    .then(
      () => true,
      () => false,
    );
}

/** Closes a page. One that complained of anything, or asked anything of another machine, is an error. */
export async function closeQuiet({ close, complaints, strangers }: WatchedPage): Promise<void> {
  await close();
  if (complaints.length + strangers.length === 0) return;
  throw new Error(`The page was not quiet: ${JSON.stringify({ complaints, strangers })}`);
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'blob:' || protocol === 'data:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  );
}
