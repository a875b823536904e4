import { howToInstall, isInstalled } from '../test/support/chromium.ts';
import { installPackage } from './install-package.ts';

/** Makes sure that the tests have a browser: installs it if it may, says how if it may not. */
if (!isInstalled()) installPackage('chromium');

if (!isInstalled()) {
  console.error(howToInstall);
  process.exitCode = 1;
}
