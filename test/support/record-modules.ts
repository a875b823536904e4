/** Preloaded into a process, it writes the address of every module that is loaded to the file `LOADED_MODULES`. */
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  load: (url, context, load) => {
    appendFileSync(process.env['LOADED_MODULES'] ?? '', `${url}\n`);
    return load(url, context);
  },
});
