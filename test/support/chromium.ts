import { existsSync } from 'node:fs';

/** The browser that the tests drive. */
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export function isInstalled(): boolean {
  return existsSync(executablePath);
}

/** What to do if it is missing. */
export const howToInstall = `The tests drive a browser, and there is none at ${executablePath}. Install Chromium (Debian and Ubuntu: \`sudo apt-get install -y chromium\`), or name where it is in the environment variable CHROMIUM.`;
