import { ARGUMENT_MARK, ENV_VALUE_MARK } from '../marks.ts';
import type { RawObject } from '../raw-object.ts';
import { cronJob, deployment, statefulSet } from './build-workload.ts';
import { RUNS_ANNOTATION } from './expand-cron-job.ts';

const REGISTRY = 'registry.example.com/payments';
const team = 'payments';

/** Card payments: audited every year, and it shows. One old worker is left from before. */
export function paymentsWorkloads(): RawObject[] {
  return [...services(), ...around()];
}

function services(): RawObject[] {
  const careful = { team, security: 'hardened', port: 8443, portName: 'https' } as const;
  return [
    deployment('payments/payments-api', {
      ...careful,
      replicas: 3,
      account: 'payments-api',
      image: `${REGISTRY}/api@sha256:9c2e7b10d4a85f63e1b97c04d2a6f85b3e190c7d4a2b8f56e3d17c09a4b2e685`,
      envSecret: 'payments-db',
      ageDays: 240,
    }),
    deployment('payments/ledger', {
      ...careful,
      replicas: 3,
      image: `${REGISTRY}/ledger@sha256:1f8d3a6c905e47b2d8c16f4a7e03b95d2c8a41f7e6b0d93c5a27e84f1b6d0c39`,
      envSecret: 'payments-db',
      ageDays: 240,
    }),
    deployment('payments/fraud-scoring', {
      ...careful,
      image: `${REGISTRY}/fraud-scoring@sha256:e07b4d9215c83fa6d10b7e94c2586fa3d9b1047e6c8a2f5d30b9417ce6a8d2f5`,
      ageDays: 158,
    }),
    deployment('payments/legacy-settlement', {
      team,
      replicas: 1,
      image: `${REGISTRY}/settlement:2.9.14`,
      account: 'settlement',
      port: 8080,
      env: { SETTLEMENT_PASSWORD: ENV_VALUE_MARK, BANK: 'sepa' },
      container: { args: ['--listen=:8080', `--bank-token=${ARGUMENT_MARK}`] },
      isApplied: true,
      ageDays: 398,
    }),
  ];
}

function around(): RawObject[] {
  return [
    statefulSet('payments/postgres', {
      team,
      security: 'hardened',
      replicas: 3,
      image: 'docker.io/library/postgres:18.1',
      port: 5432,
      portName: 'postgres',
      envSecret: 'payments-db',
      storage: '200Gi',
      mountPath: '/var/lib/postgresql/data',
      ageDays: 240,
    }),
    cronJob('payments/postgres-dump', {
      team,
      schedule: '30 1 * * *',
      security: 'hardened',
      image: 'docker.io/library/postgres:18.1',
      envSecret: 'payments-db',
      annotations: { [RUNS_ANNOTATION]: '1:ok,2:ok,3:ok' },
    }),
    cronJob('payments/settlement-report', {
      team,
      schedule: '0 6 * * 1',
      image: `${REGISTRY}/report:5.1.0`,
      security: 'hardened',
      annotations: { [RUNS_ANNOTATION]: '1:ok' },
    }),
  ];
}
