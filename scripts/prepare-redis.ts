import { installPackage } from './install-package.ts';
import { howToInstallRedis, isRedisInstalled } from '../test/support/redis.ts';

/** Makes sure that the tests have a Redis: installs it if it may, says how if it may not. */
if (!isRedisInstalled()) installPackage('redis-server');

if (!isRedisInstalled()) {
  console.error(howToInstallRedis);
  process.exitCode = 1;
}
