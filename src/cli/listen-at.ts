import type { Fetch } from '../http/fetch.ts';
import { listen, type Listening, type ListenOptions } from '../http/listen.ts';

/** Listens, or says which settings choose another port. */
export async function listenAt(
  fetch: Fetch,
  where: Required<Pick<ListenOptions, 'host' | 'port'>>,
): Promise<Listening> {
  return listen(fetch, where).catch((error: unknown) => {
    throw withAdvice(error, where);
  });
}

function withAdvice(error: unknown, { host, port }: { host: string; port: number }): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error;
  return new Error(
    `The port ${port} of ${host} is taken. Choose another: \`--port\` of the sandbox, \`server.port\` or \`server.adminPort\` of a configuration file.`,
  );
}

/** The line that says where the operators' port is. */
export function whereMetricsAre({ origin }: Listening): string {
  return `Metrics            ${origin.replace('127.0.0.1', 'localhost')}/metrics`;
}
