import { HARMLESS_MARK } from '../marks.ts';
import type { RawObject } from '../raw-object.ts';
import { cronJob, deployment, statefulSet } from './build-workload.ts';
import { RUNS_ANNOTATION } from './expand-cron-job.ts';

const REGISTRY = 'registry.example.com/storefront';
const team = 'storefront';

/** The web shop: mostly careful in production, careless in staging. */
export function storefrontWorkloads(): RawObject[] {
  return [...production(), ...supporting(), ...staging()];
}

function production(): RawObject[] {
  const shop = { team, security: 'hardened', port: 8080 } as const;
  return [
    deployment('storefront/web', {
      ...shop,
      replicas: 4,
      image: `${REGISTRY}/web:2026.11.3`,
      account: 'web',
      ageDays: 201,
    }),
    deployment('storefront/cart', {
      ...shop,
      replicas: 3,
      image: `${REGISTRY}/cart:4.18.2`,
      envSecret: 'cart-db',
      ageDays: 201,
    }),
    deployment('storefront/catalog', {
      ...shop,
      replicas: 3,
      image: `${REGISTRY}/catalog:7.2.0`,
      ageDays: 190,
    }),
    deployment('storefront/search', {
      ...shop,
      image: `${REGISTRY}/search:1.31.0`,
      account: 'search',
      ageDays: 170,
    }),
    deployment('storefront/checkout', {
      ...shop,
      replicas: 3,
      image: `${REGISTRY}/checkout@sha256:4b1d0c8a3f6e29d75c8b02e1a94d6f73b5c0e8a1d2f4967b3c5e0a8d1f29b647`,
      ageDays: 188,
    }),
  ];
}

function supporting(): RawObject[] {
  return [
    deployment('storefront/image-resizer', {
      team,
      image: `${REGISTRY}/image-resizer:stable`,
      port: 9000,
      // It was given root to write thumbnails to its own image's folder.
      container: { securityContext: { runAsUser: 0 } },
      ageDays: 333,
    }),
    deployment('storefront/newsletter', {
      team,
      replicas: 1,
      image: `${REGISTRY}/newsletter:3.0.1`,
      port: 8080,
    }),
    statefulSet('storefront/redis', {
      team,
      security: 'hardened',
      replicas: 3,
      image: 'docker.io/library/redis:8.2.1',
      port: 6379,
      portName: 'redis',
      storage: '10Gi',
      mountPath: '/data',
    }),
    cronJob('storefront/sitemap', {
      team,
      schedule: '0 4 * * *',
      image: `${REGISTRY}/sitemap:1.4.0`,
      security: 'hardened',
      annotations: { [RUNS_ANNOTATION]: '1:ok,2:ok' },
    }),
  ];
}

function staging(): RawObject[] {
  const shop = { team, port: 8080, replicas: 1, ageDays: 96 } as const;
  return [
    deployment('storefront-staging/web', { ...shop, image: `${REGISTRY}/web:latest` }),
    deployment('storefront-staging/cart', { ...shop, image: `${REGISTRY}/cart:latest` }),
    deployment('storefront-staging/catalog', { ...shop, image: `${REGISTRY}/catalog` }),
    deployment(`storefront-staging/${HARMLESS_MARK}`, { ...shop, image: `${REGISTRY}/lighthouse:nightly` }),
    deployment('storefront-staging/debug-shell', {
      team,
      replicas: 1,
      image: 'docker.io/nicolaka/netshoot:latest',
      container: {
        command: ['sleep', 'infinity'],
        securityContext: { capabilities: { add: ['NET_ADMIN', 'SYS_PTRACE'] } },
      },
      pod: { hostPID: true },
      ageDays: 61,
    }),
  ];
}
