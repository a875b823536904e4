import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { seed } from './scale.ts';
import { requestTimeoutMs } from './trial.ts';
import { createWeather, type Weather } from './weather.ts';

/** The whole product over real sockets with its outcomes in a file, and faults before every provider. */
export async function startFaultyGraph(): Promise<RunningGraph & { readonly weather: Weather }> {
  const weather = createWeather(seed);
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-'));
  const graph = await startGraph(
    {
      store: { type: 'sqlite', path: join(folder, 'outcomes.db') },
      limits: { requestTimeoutMs, budget: { points: 1_000_000_000, perSeconds: 60 } },
    },
    { customers: 2, decorate: weather.decorate },
  );
  const close = async (): Promise<void> => {
    await graph.close();
    rmSync(folder, { recursive: true });
  };
  return { ...graph, weather, close };
}
