import { wayIn } from './support/way-in.ts';

// The same suites as over the Node listener: what they promise holds for a fetch handler, too.
wayIn.current = 'web';
await import('./cache.test.ts');
await import('./surface/cors.test.ts');
await import('./surface/requests.test.ts');
await import('./graphql-over-http.test.ts');
await import('./quiet-errors.test.ts');
await import('./hang-up.test.ts');
await import('./shared-answers.test.ts');
await import('./access/scopes.test.ts');
await import('./live/limits.test.ts');
await import('./live/payment-methods.test.ts');
await import('./live/registration-link.test.ts');
await import('./live/webhooks.test.ts');
await import('./exporting/file.test.ts');
