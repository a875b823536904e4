import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { howToInstall, isInstalled } from '../test/support/chromium.ts';

/** Sees to it that the tests have a browser: installs it where it may, says how where it may not. */
if (!isInstalled() && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
}

if (!isInstalled()) {
  console.error(howToInstall);
  process.exitCode = 1;
}
