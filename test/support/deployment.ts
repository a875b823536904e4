import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** Reads one of the files under `deploy/`. */
export function readDeployed<Shape>(path: string, schema: z.ZodType<Shape>): Shape {
  const text = readFileSync(`deploy/${path}`, 'utf8');
  return schema.parse(path.endsWith('.json') ? JSON.parse(text) : parse(text));
}

const labels = z.record(z.string(), z.string());
const matching = z.object({ matchLabels: labels });
const probe = z.object({
  httpGet: z.object({ path: z.string(), port: z.string() }),
  periodSeconds: z.number(),
});

export const kustomization = z.object({
  resources: z.array(z.string()),
  configMapGenerator: z.array(z.object({ name: z.string(), files: z.array(z.string()) })),
  images: z.array(z.object({ name: z.string() })),
});

export const deployment = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    selector: matching,
    template: z.object({
      metadata: z.object({ labels, annotations: labels }),
      spec: z.object({
        serviceAccountName: z.string(),
        terminationGracePeriodSeconds: z.number(),
        securityContext: z.object({ runAsNonRoot: z.literal(true), runAsUser: z.number() }),
        containers: z.tuple([
          z.object({
            image: z.string(),
            ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
            env: z.array(
              z.object({
                name: z.string(),
                valueFrom: z.object({ secretKeyRef: z.object({ name: z.string(), key: z.string() }) }),
              }),
            ),
            startupProbe: probe,
            livenessProbe: probe,
            readinessProbe: probe,
            securityContext: z.object({ readOnlyRootFilesystem: z.literal(true) }),
            volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
          }),
        ]),
        volumes: z.array(
          z.object({
            name: z.string(),
            configMap: z.object({ name: z.string() }).optional(),
            secret: z
              .object({
                secretName: z.string(),
                items: z.array(z.object({ key: z.string(), path: z.string() })),
              })
              .optional(),
          }),
        ),
      }),
    }),
  }),
});

export const service = z.object({
  spec: z.object({ selector: labels, ports: z.array(z.object({ targetPort: z.string() })) }),
});
export const budget = z.object({ spec: z.object({ selector: matching, maxUnavailable: z.number() }) });
export const autoscaler = z.object({
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
    minReplicas: z.number(),
    maxReplicas: z.number(),
  }),
});

const ports = z.array(z.object({ port: z.union([z.string(), z.number()]) }));
export const networkPolicy = z.object({
  spec: z.object({
    podSelector: matching,
    ingress: z.array(z.object({ ports })),
    egress: z.array(z.object({ ports })),
  }),
});

const mounts = z.array(z.string());
const shared = { volumes: mounts.default([]), ports: mounts.default([]), image: z.string() };
export const compose = z.object({
  services: z.object({
    vaultgraph: z.object({
      ...shared,
      build: z.object({ context: z.string(), dockerfile: z.string() }),
      environment: labels,
      secrets: z.array(z.string()),
      stop_grace_period: z.string(),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })),
    }),
    redis: z.object({
      ...shared,
      command: z.array(z.string()),
      healthcheck: z.object({ test: z.array(z.string()) }),
    }),
    prometheus: z.object(shared),
    grafana: z.object(shared),
  }),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
  volumes: z.record(z.string(), z.unknown()),
});
