import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../../src/config/schema.ts';
import { definitions } from '../../src/providers/definitions.ts';
import { connectRedis } from '../../src/store/redis/connection.ts';
import { freePort } from '../support/free-port.ts';
import * as deployed from '../support/deployment.ts';
import { readDeployed } from '../support/deployment.ts';
import { parseDockerfile, textsOf } from '../support/dockerfile.ts';
import { redisServer } from '../support/redis.ts';

const text = (path: string): string => readFileSync(`deploy/${path}`, 'utf8');
const config = configSchema(definitions).parse(
  JSON.parse(
    text('kubernetes/config.json').replace('{ "env": "VAULTGRAPH_API_KEY_SHA256" }', `"${'a'.repeat(64)}"`),
  ),
);
const image = parseDockerfile(text('Dockerfile')).at(-1);
if (!image) throw new Error('The Dockerfile makes no image.');
const exposed = textsOf(image, 'EXPOSE')[0]?.split(' ').map(Number) ?? [];
const [graphPort, adminPort] = exposed;
const environment = Object.fromEntries(textsOf(image, 'ENV').map((line) => line.split('=')));
const [uid] = textsOf(image, 'USER')[0]?.split(':') ?? [];

/** The files in `/run/secrets` and the variables that the configuration names. */
const named = {
  secrets: [...text('kubernetes/config.json').matchAll(/"\/run\/secrets\/([^"]+)"/g)].map(
    ([, name = '']) => name,
  ),
  variables: [...text('kubernetes/config.json').matchAll(/"env": "([^"]+)"/g)].map(([, name = '']) => name),
};
/** How long a stopping process takes at most. */
const stopMs = config.shutdown.delayMs + config.shutdown.timeoutMs;

describe('the image and its configuration', () => {
  it('speak of the same port, on every address', () => {
    expect(config.server).toMatchObject({ host: '0.0.0.0', port: graphPort });
    expect(textsOf(image, 'HEALTHCHECK')[0]).toContain(`http://127.0.0.1:${graphPort}/livez`);
  });

  it('name a secret or a variable for everything that is secret', () => {
    expect(named.secrets).toEqual(['id-key', 'redis-url', 'monri-merchant-key', 'monri-authenticity-token']);
    expect(named.variables).toEqual(['VAULTGRAPH_API_KEY_SHA256']);
    expect(config.store.type).toBe('redis');
  });
});

describe('compose.yaml', () => {
  const { services, secrets, volumes } = readDeployed('compose.yaml', deployed.compose);
  const { vaultgraph, redis, prometheus, grafana } = services;

  it('builds the image from the project', () => {
    const context = join('deploy', vaultgraph.build.context);
    expect(existsSync(join(context, vaultgraph.build.dockerfile))).toBe(true);
    expect(existsSync(join(context, 'package.json'))).toBe(true);
  });

  it('mounts files that are there, and volumes that it has', () => {
    const mounts = Object.values(services).flatMap((service) =>
      service.volumes.map((mount) => mount.split(':')[0] ?? ''),
    );
    const files = mounts.filter((source) => source.startsWith('./'));
    expect(files.filter((source) => !existsSync(join('deploy', source)))).toEqual([]);
    expect(new Set(mounts.filter((source) => !source.startsWith('./')))).toEqual(
      new Set(Object.keys(volumes)),
    );
    expect(vaultgraph.volumes[0]).toContain(`:${environment['VAULTGRAPH_CONFIG']}:`);
  });

  it('gives the configuration its secrets and variables, which git ignores', () => {
    expect(vaultgraph.secrets).toEqual(named.secrets);
    expect(Object.keys(secrets)).toEqual(named.secrets);
    expect(Object.keys(vaultgraph.environment)).toEqual(named.variables);
    for (const { file } of Object.values(secrets)) {
      const path = join('deploy', file);
      expect(execFileSync('git', ['check-ignore', path], { encoding: 'utf8' }).trim()).toBe(path);
    }
  });

  it('opens the graph, Prometheus and Grafana on this machine alone', () => {
    expect(Object.values(services).flatMap(({ ports }) => ports)).toEqual([
      `127.0.0.1:${graphPort}:${graphPort}`,
      '127.0.0.1:9090:9090',
      '127.0.0.1:3000:3000',
    ]);
    expect(
      [prometheus.image, grafana.image, redis.image].filter((name) => !/:v?\d+\.\d+/.test(name)),
    ).toEqual([]);
  });

  it('waits as long as stopping takes', () => {
    expect(Number.parseInt(vaultgraph.stop_grace_period, 10) * 1_000).toBeGreaterThan(stopMs);
  });

  it('starts a Redis that is taken, once it is healthy', async () => {
    expect(vaultgraph.depends_on).toEqual({ redis: { condition: 'service_healthy' } });
    const [program, file = ''] = redis.command;
    expect(program).toBe('redis-server');
    const mounted = redis.volumes.find((mount) => mount.split(':')[1] === file)?.split(':')[0] ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-redis-conf-'));
    const port = await freePort();
    // The folder and the port are those of this test; the settings are the file's.
    const flags = ['--dir', folder, '--port', String(port), '--bind', '127.0.0.1'];
    const server = spawn(redisServer, [join('deploy', mounted), ...flags], { stdio: 'ignore' });
    const connection = await connectRedis(`redis://127.0.0.1:${port}`);
    await connection.close();
    const [, check = '', ...args] = redis.healthcheck.test;
    expect(
      execFileSync(join(dirname(redisServer), check), ['-p', String(port), ...args], { encoding: 'utf8' }),
    ).toBe('PONG\n');
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
    rmSync(folder, { recursive: true });
  });

  it('scrapes the admin port, and shows it', () => {
    const job = z.object({
      metrics_path: z.literal('/metrics'),
      static_configs: z.array(z.object({ targets: z.array(z.string()) })),
    });
    const { scrape_configs: jobs } = readDeployed(
      'prometheus/prometheus.yml',
      z.object({ scrape_configs: z.array(job) }),
    );
    expect(jobs.flatMap((one) => one.static_configs.flatMap(({ targets }) => targets))).toEqual([
      `vaultgraph:${adminPort}`,
    ]);
    const source = z.object({
      datasources: z.tuple([z.object({ url: z.string(), type: z.literal('prometheus') })]),
    });
    expect(readDeployed('grafana/datasources/prometheus.yaml', source).datasources[0].url).toBe(
      'http://prometheus:9090',
    );
  });
});

describe('the kustomize base', () => {
  const { resources, configMapGenerator, images } = readDeployed(
    'kubernetes/kustomization.yaml',
    deployed.kustomization,
  );
  const { metadata, spec } = readDeployed('kubernetes/deployment.yaml', deployed.deployment);
  const pod = spec.template.spec;
  const [container] = pod.containers;
  const { labels } = spec.template.metadata;
  const portsByName = new Map(container.ports.map(({ name, containerPort }) => [name, containerPort]));

  it('names every file that is there, and none that is not', () => {
    const generated = configMapGenerator.flatMap(({ files }) => files);
    const files = readdirSync('deploy/kubernetes').filter((name) => name !== 'kustomization.yaml');
    expect(new Set([...resources, ...generated])).toEqual(new Set(files));
  });

  it('runs the image as its user, with its ports', () => {
    expect(images.map(({ name }) => name)).toEqual([container.image]);
    expect(String(pod.securityContext.runAsUser)).toBe(uid);
    expect([...portsByName.values()]).toEqual(exposed);
    expect(spec.template.metadata.annotations).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(adminPort),
      'prometheus.io/path': '/metrics',
    });
  });

  it('probes what the server answers', () => {
    const { startupProbe, livenessProbe, readinessProbe } = container;
    const probes = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet);
    expect(probes.map(({ path }) => path)).toEqual(['/livez', '/livez', '/readyz']);
    expect(probes.map(({ port }) => portsByName.get(port))).toEqual([graphPort, graphPort, graphPort]);
    // A stopping process is known to be one while it still takes connections.
    expect(readinessProbe.periodSeconds * 2_000).toBeLessThan(config.shutdown.delayMs);
    expect(pod.terminationGracePeriodSeconds * 1_000).toBeGreaterThan(stopMs);
  });

  it('mounts the configuration and the secrets where the image looks for them', () => {
    const places = new Map(container.volumeMounts.map(({ name, mountPath }) => [name, mountPath]));
    const [generated] = configMapGenerator;
    const configured = pod.volumes.find(({ configMap }) => configMap?.name === generated?.name);
    expect(join(places.get(configured?.name ?? '') ?? '', generated?.files[0] ?? '')).toBe(
      environment['VAULTGRAPH_CONFIG'],
    );
    const secret = pod.volumes.find((volume) => volume.secret);
    expect(places.get(secret?.name ?? '')).toBe('/run/secrets');
    expect(secret?.secret?.items.map(({ path }) => path)).toEqual(named.secrets);
    expect(container.env.map(({ name }) => name)).toEqual(named.variables);
    // By reference alone: one Secret, which is in none of the files.
    expect(
      new Set([
        secret?.secret?.secretName,
        ...container.env.map(({ valueFrom }) => valueFrom.secretKeyRef.name),
      ]).size,
    ).toBe(1);
    expect(
      readdirSync('deploy/kubernetes').filter((file) => /^kind: Secret$/m.test(text(`kubernetes/${file}`))),
    ).toEqual([]);
  });

  it('selects the pods of the deployment everywhere', () => {
    const service = readDeployed('kubernetes/service.yaml', deployed.service);
    const disruption = readDeployed('kubernetes/disruption-budget.yaml', deployed.budget);
    const policy = readDeployed('kubernetes/network-policy.yaml', deployed.networkPolicy);
    const selectors = [
      spec.selector.matchLabels,
      service.spec.selector,
      disruption.spec.selector.matchLabels,
      policy.spec.podSelector.matchLabels,
    ];
    expect(selectors).toEqual(selectors.map(() => labels));
    expect(service.spec.ports.map(({ targetPort }) => portsByName.get(targetPort))).toEqual([graphPort]);
    const inward = policy.spec.ingress.flatMap(({ ports }) => ports.map(({ port }) => port));
    expect(inward.map((port) => portsByName.get(String(port)))).toEqual(exposed);
    expect(policy.spec.egress.flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual([
      53, 53, 6379, 443,
    ]);
  });

  it('scales the deployment, and never to a single pod', () => {
    const { scaleTargetRef, minReplicas, maxReplicas } = readDeployed(
      'kubernetes/autoscaler.yaml',
      deployed.autoscaler,
    ).spec;
    expect(scaleTargetRef).toMatchObject({ kind: 'Deployment', name: metadata.name });
    const disruption = readDeployed('kubernetes/disruption-budget.yaml', deployed.budget);
    expect(minReplicas).toBeGreaterThan(disruption.spec.maxUnavailable);
    expect(maxReplicas).toBeGreaterThan(minReplicas);
  });
});
