import { installDependencies } from './packages.ts';

/** Installs the dependencies of the packages in these folders. */
for (const folder of process.argv.slice(2)) installDependencies(folder);
