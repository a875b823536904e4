import type { Caller } from '../../access/caller.ts';
import { pointsPerCall } from '../../builder/builder.ts';
import { callsPerRecord } from '../../gateway/export/export-record.ts';
import { charge } from '../documents/charge.ts';
import { refusal } from '../documents/refusals.ts';
import type { DocumentRules } from '../documents/rules.ts';

export interface ExportCharges {
  readonly rules: Pick<DocumentRules, 'budget' | 'limits'>;
}

/** Takes the points of an export, as many as its field in the graph costs. */
export async function chargeExport(caller: Caller, count: number, { rules }: ExportCharges): Promise<void> {
  const { budget, limits } = rules;
  const cost = count * callsPerRecord * pointsPerCall;
  if (cost > limits.maxCost) {
    throw refusal(`The export costs ${cost} points; ${limits.maxCost} are allowed.`, { status: 400 });
  }
  await charge(budget, caller, cost);
}
