import { request } from 'undici';

/** A client's POST, and its whole answer; with `fetch` each would take four times as long. */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<{ readonly response: Response; readonly text: string }> {
  const answer = await request(url, { method: 'POST', headers: { accept: '*/*', ...headers }, body });
  const text = await answer.body.text();
  const given = Object.entries(answer.headers).flatMap(([name, value = []]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return { response: new Response(text, { status: answer.statusCode, headers: given }), text };
}
