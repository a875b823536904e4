/** The one shape of everything that answers HTTP here: the server, every emulator, the network. */
export type Fetch = (request: Request) => Promise<Response>;
