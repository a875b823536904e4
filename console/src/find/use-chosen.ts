import { keep, usePlace } from '../route.ts';

/** The records that were marked as the same person. The history keeps their ids, so that the way back finds them marked. */
export function useChosen() {
  const { kept } = usePlace();
  const chosen = chosenIn(kept);
  const toggle = (id: string) =>
    keep({ chosen: chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id] });
  return { chosen, toggle };
}

function chosenIn(kept: unknown): readonly string[] {
  if (typeof kept !== 'object' || kept === null || !('chosen' in kept)) return [];
  const { chosen } = kept;
  return Array.isArray(chosen) ? chosen.filter((id) => typeof id === 'string') : [];
}
