import type { Emulate } from '../../src/emulators/kit/emulator.ts';
import { monri } from '../../src/providers/monri/index.ts';
import { isRecord } from '../../src/providers/shared/wire.ts';
import { unreadableItemsPromises } from '../../src/testing/contract/unreadable-items.ts';
import { tablesOf } from '../../src/testing/support/subject.ts';
import { emulate } from '../support/emulate.ts';
import { tables } from '../support/providers.ts';

unreadableItemsPromises(tables);

/** A list that is named otherwise and stands deeper than those of our four, as a provider of your own may have it. */
function moved(json: unknown): unknown {
  return isRecord(json) && 'data' in json ? { answer: { customers: json['data'] } } : json;
}

function movedBack(json: unknown): unknown {
  const answer = isRecord(json) ? json['answer'] : null;
  return isRecord(answer) ? { data: answer['customers'] } : json;
}

const emulateMoved: Emulate = (options) => {
  const emulator = emulate(monri, options);
  const fetch = async (request: Request) => {
    const response = await emulator.fetch(request);
    return Response.json(moved(await response.json()), { status: response.status });
  };
  return { ...emulator, fetch };
};

unreadableItemsPromises(
  tablesOf([
    {
      ...monri,
      code: 'MOVED',
      emulate: emulateMoved,
      connect: (settings, runtime) =>
        monri.connect(settings, {
          ...runtime,
          exchange: async (outgoing) => {
            const { body, ...incoming } = await runtime.exchange(outgoing);
            const json = movedBack(JSON.parse(Buffer.from(body).toString()));
            return { ...incoming, body: Buffer.from(JSON.stringify(json)) };
          },
        }),
    },
  ]),
);
