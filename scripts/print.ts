/**
 * Writes what is printed from the source; with `--check` it says whether what is committed is still true. In one process,
 * because to load the graph takes longer than to print it.
 */
import './print-schema.ts';
import './print-providers.ts';
import './print-configuration.ts';
