import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { executablePath, howToInstall, isInstalled } from './chromium.ts';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const pictures = join(import.meta.dirname, '../screenshots');

let started: Promise<Browser> | null = null;

/** The browser of this worker, which ends with it; says what to install if there is none. */
async function browserOfWorker(): Promise<Browser> {
  if (!isInstalled()) throw new Error(howToInstall);
  started ??= chromium.launch({ executablePath, args });
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
}

export interface SentOperation {
  readonly operationName?: string;
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Opens a page with a profile of its own. */
export async function openPage(options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const browser = await browserOfWorker();
  const context = await browser.newContext({
    viewport: { width: 1200, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  // As long as anything else here is waited for.
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  const strangers: string[] = [];
  const sent: SentOperation[] = [];
  page.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('request', (request) => {
    if (!isLocal(request.url())) strangers.push(request.url());
    if (request.url().endsWith('/graphql') && request.method() === 'POST') sent.push(request.postDataJSON());
  });
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
export async function closeQuiet({ page, complaints, strangers }: WatchedPage): Promise<void> {
  await page.context().close();
  if (complaints.length + strangers.length === 0) return;
  throw new Error(`The page was not quiet: ${JSON.stringify({ complaints, strangers })}`);
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'blob:' || protocol === 'data:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  );
}
