export { createConsole } from './console.ts';
export { hasConsole, readConsoleDocuments } from './files.ts';
