import { existsSync } from 'node:fs';

/** Where Chromium is. Without windows it takes two thirds of the processor's time, and shows pages in the same way. */
const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'] as const;

/** The browser that the tests drive. */
export function browserPath(): string {
  return process.env['CHROMIUM'] ?? places.find(existsSync) ?? places[0];
}

export function isInstalled(): boolean {
  return existsSync(browserPath());
}

/** Whether another browser would make the tests quicker. */
export function isSlow(): boolean {
  return browserPath() === places[1];
}

/** What to do if it is missing. */
export function howToInstall(): string {
  return `The tests drive a browser, and there is none at ${browserPath()}. Install Chromium (Debian: \`sudo apt-get install -y chromium-headless-shell\`; Ubuntu: \`chromium\`), or name where it is in the environment variable CHROMIUM.`;
}
