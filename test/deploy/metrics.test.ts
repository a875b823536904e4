import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createMetrics } from '../../src/telemetry/metrics/prometheus.ts';
import { metricLines } from '../support/metrics.ts';

const dashboard = z
  .object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) })
  .parse(JSON.parse(readFileSync('deploy/grafana/dashboards/vaultgraph.json', 'utf8')));
const alerts = z
  .object({ groups: z.array(z.object({ rules: z.array(z.object({ expr: z.string() })) })) })
  .parse(parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')));

const expressions = [
  ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
];

/** Labels that Prometheus itself adds. */
const added: ReadonlySet<string> = new Set(['instance', 'job']);

/** A page on which every metric has a sample. */
async function fullPage(): Promise<string> {
  const metrics = createMetrics();
  const health = { status: 'UP', lastSuccessAt: null, retryAt: null } as const;
  const origin = { provider: 'MONRI', account: 'a' };
  metrics.serve({
    accounts: [
      {
        ...origin,
        tenant: 'acme',
        health: () => health,
        index: () => Promise.resolve({ size: 1, lagSeconds: 1 }),
      },
    ],
    operations: [],
  });
  metrics.request({ method: 'POST', route: '/graphql', status: 200, durationMs: 1 });
  metrics.document({ type: 'query', name: 'A', outcome: 'failure', codes: ['NOT_FOUND'] });
  metrics.sharedAnswer();
  metrics.budget(10, true);
  metrics.budget(10, false);
  metrics.idempotency('createCustomer', 'run');
  metrics.notKept('createCustomer');
  metrics.stream('opened');
  metrics.stream('opened');
  metrics.stream('complete');
  metrics.question('changed');
  metrics.usageReport('sent');
  metrics.erasureStep('DONE');
  metrics.reload('refused');
  const observer = metrics.observerOf('acme', origin);
  const call = {
    account: 'a',
    method: 'GET',
    route: '/',
    status: 200,
    durationMs: 1,
    attempt: 1,
    shared: false,
  };
  observer.called({ ...call, operation: 'getCustomer' });
  observer.waited(1, 'TAKEN');
  observer.waited(1, 'REFUSED');
  observer.retried('getCustomer');
  observer.limited(64);
  observer.shared();
  observer.cached('HIT');
  observer.switched('OPEN');
  return (await metrics.page()).text;
}

/** The labels of each sample's name. */
function labelsOf(page: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>([['up', new Set()]]);
  for (const line of metricLines(page)) {
    const [, name = '', labels = ''] = /^(\w+)(?:\{(.*)\})? /.exec(line) ?? [];
    const known = found.get(name) ?? new Set();
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
    found.set(name, known);
  }
  return found;
}

describe('the dashboard and the alerts', () => {
  it('ask for metrics and labels that exist', async () => {
    const known = labelsOf(await fullPage());
    const wrong = expressions.flatMap((expression) => {
      const names = expression.match(/\b(?:vaultgraph|process|nodejs)_\w+|\bup\b/g) ?? [];
      const labels = [
        ...[...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/)),
        ...[...expression.matchAll(/(\w+)\s*(?:=~|!=|!~|=)\s*"/g)].map(([, label = '']) => label),
      ];
      const unknown = names.filter((name) => !known.has(name));
      const missing = labels.filter(
        (label) => !added.has(label) && !names.some((name) => known.get(name)?.has(label)),
      );
      return names.length > 0 && unknown.length + missing.length === 0
        ? []
        : [`${expression}: ${[...unknown, ...missing].join(', ')}`];
    });
    expect(wrong).toEqual([]);
    expect(expressions.length).toBeGreaterThan(20);
  });

  it('show metrics that each move with what they count', async () => {
    const still = (await createMetrics().page()).text;
    const moved = (await fullPage()).split('\n').filter((line) => !still.includes(`${line}\n`));
    const names = [...still.matchAll(/^# TYPE (vaultgraph_\w+)/gm)].map(([, name = '']) => name);
    expect(names.filter((name) => !moved.some((line) => line.startsWith(name)))).toEqual([]);
  });

  it('leave out none of our metrics, nor does the documentation', async () => {
    const page = await fullPage();
    const ours = [...page.matchAll(/^# TYPE (vaultgraph_\w+)/gm)].map(([, name = '']) => name);
    const shown = expressions.join('\n');
    expect(ours.filter((name) => !shown.includes(name))).toEqual([]);
    const documentation = readFileSync('docs/operations.md', 'utf8');
    const documented = [...documentation.matchAll(/^\| `(vaultgraph_\w+)`/gm)].map(([, name = '']) => name);
    expect(documented.toSorted()).toEqual(ours.toSorted());
  });
});
