import { Pool, type Dispatcher } from 'undici';

/** Reads JSON from the upstream over at most 128 connections, without a stream for each answer. */
export function createGet(): <Answer>(path: string) => Promise<Answer> {
  const pool = new Pool(process.env['UPSTREAM'] ?? '', { connections: 128 });
  return (path) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let status = 0;
      const handler: Dispatcher.DispatchHandler = {
        onRequestStart() {},
        onResponseStart(_controller, code) {
          status = code;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          if (status === 200) resolve(JSON.parse(Buffer.concat(chunks).toString()));
          else reject(new Error(`upstream ${status} for ${path}`));
        },
        onResponseError(_controller, error) {
          reject(error);
        },
      };
      pool.dispatch({ path, method: 'GET', headers: { accept: 'application/json' } }, handler);
    });
}
