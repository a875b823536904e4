import { howToInstall, isInstalled, isSlow } from '../test/support/chromium.ts';
import { installPackage, isAvailable } from './install-package.ts';

/** Makes sure that the tests have a browser: installs it if it may, says how if it may not. */
const withoutWindows = 'chromium-headless-shell';
if (!isInstalled() || (isSlow() && isAvailable(withoutWindows))) installPackage(withoutWindows);
if (!isInstalled()) installPackage('chromium');

if (!isInstalled()) {
  console.error(howToInstall());
  process.exitCode = 1;
}
