import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { createTally } from './tally.ts';

it('shows what was counted at every reading, by all labels', async () => {
  const registry = new Registry();
  const count = createTally({
    name: 'seen',
    help: 'What was seen.',
    labelNames: ['kind', 'status'],
    registry,
  });
  const read = async () =>
    (await registry.metrics())
      .split('\n')
      .filter((line) => line.startsWith('seen'))
      .toSorted();
  expect(await read()).toEqual([]);
  for (const status of [200, 200, 404]) count({ kind: 'a', status });
  const once = ['seen{kind="a",status="200"} 2', 'seen{kind="a",status="404"} 1'];
  expect([await read(), await read()]).toEqual([once, once]);
  count({ kind: 'b', status: 200 });
  count({ kind: 'a', status: 200 });
  expect(await read()).toEqual([
    'seen{kind="a",status="200"} 3',
    'seen{kind="a",status="404"} 1',
    'seen{kind="b",status="200"} 1',
  ]);
  const [{ values } = { values: [] }] = await registry.getMetricsAsJSON();
  expect(values).toHaveLength(3);
});
