export { createConsole, type ConsoleSettings } from './console.ts';
export { hasConsole, readConsoleDocuments } from './files.ts';
