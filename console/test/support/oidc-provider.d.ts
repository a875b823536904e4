declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  interface Grant {
    readonly addOIDCScope: (scope: string) => void;
    readonly addResourceScope: (resource: string, scope: string) => void;
    readonly save: () => Promise<string>;
  }

  /** What is used of it here: its own types bring Node's a second time. */
  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly callback: () => RequestListener;
    readonly interactionFinished: (
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
    ) => Promise<void>;
    readonly Grant: new (of: { readonly accountId: string; readonly clientId: string }) => Grant;
  }
}
