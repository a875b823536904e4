import { execFileSync } from 'node:child_process';

/**
 * Writes into `package.json` the repository that a release is built from, as the CI service names it. npm refuses a
 * package whose repository is not the one that its provenance attests, so it is written where it is known: in the release.
 */
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, CI_PROJECT_URL } = process.env;
const url = GITHUB_REPOSITORY ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` : CI_PROJECT_URL;

if (url) {
  execFileSync('npm', ['pkg', 'set', 'repository.type=git', `repository.url=git+${url}.git`], {
    stdio: 'inherit',
  });
} else {
  console.error(
    'A release is published by GitHub Actions or GitLab CI: npm wants its provenance, and only they can attest it.',
  );
  process.exitCode = 1;
}
