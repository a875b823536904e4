import { afterAll } from 'vitest';
import { stopCommands } from './command-line.ts';

afterAll(stopCommands);
