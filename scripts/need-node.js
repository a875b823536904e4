/** Loaded before whatever needs the project's Node: an older one could not even read it. */
const needed = 24;

if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(
    `This needs Node ${needed} or newer, and runs with ${process.version}. \`npm ci\` installs one for the project: use npm, such as \`npm test\` or \`npx vitest run FILE\`, or put node_modules/.bin first in your PATH.`,
  );
  process.exit(1);
}
