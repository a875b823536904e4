import { z } from 'zod';

/** Whether the console is served. */
export const consoleSettings = z.boolean().default(false);
