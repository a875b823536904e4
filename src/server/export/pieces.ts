import type { Pieces } from '../../http/handle.ts';
import { inThisRequest } from '../../telemetry/log/request.ts';

/** Texts as the body of an answer. No more of them are made once the client stops reading. */
export function toPieces(texts: AsyncGenerator<string, void>, end: () => void): Pieces {
  const within = inThisRequest();
  return {
    next: async () => {
      const { done, value } = await within(() => texts.next());
      if (!done) return value;
      end();
      return null;
    },
    cancel: () => {
      end();
      void texts.return();
    },
  };
}
