import type { RawObject } from '../raw-object.ts';
import { cronJob, daemonSet, deployment, statefulSet } from './build-workload.ts';
import { RUNS_ANNOTATION } from './expand-cron-job.ts';

const REGISTRY = 'registry.example.com/data';
const team = 'data';

/** Analysts and their tools: no policies, notebooks as root, a scheduler that may do too much. */
export function dataWorkloads(): RawObject[] {
  return [...stores(), ...tools()];
}

function stores(): RawObject[] {
  return [
    statefulSet('data/kafka', {
      team,
      replicas: 3,
      image: 'docker.io/apache/kafka:4.1.1',
      port: 9092,
      portName: 'kafka',
      storage: '500Gi',
      mountPath: '/var/lib/kafka',
      ageDays: 300,
    }),
    statefulSet('data/clickhouse', {
      team,
      replicas: 2,
      image: 'docker.io/clickhouse/clickhouse-server:25.9',
      port: 8123,
      storage: '1Ti',
      mountPath: '/var/lib/clickhouse',
      env: { CLICKHOUSE_USER: 'analytics' },
      ageDays: 280,
    }),
  ];
}

function tools(): RawObject[] {
  return [
    deployment('data/airflow-scheduler', {
      team,
      replicas: 1,
      image: 'docker.io/apache/airflow:3.1.2',
      account: 'airflow',
      port: 8793,
      ageDays: 220,
    }),
    deployment('data/airflow-web', {
      team,
      image: 'docker.io/apache/airflow:3.1.2',
      account: 'airflow',
      port: 8080,
      ageDays: 220,
    }),
    deployment('data/jupyterhub', {
      team,
      replicas: 1,
      image: 'quay.io/jupyterhub/k8s-hub:latest',
      port: 8000,
      container: { securityContext: { runAsUser: 0, allowPrivilegeEscalation: true } },
      ageDays: 144,
    }),
    deployment('data/spark-operator', {
      team,
      replicas: 1,
      image: 'ghcr.io/kubeflow/spark-operator:2.3.0',
      account: 'spark-operator',
      port: 8080,
    }),
    deployment('data/dbt-docs', {
      team,
      replicas: 1,
      image: `${REGISTRY}/dbt-docs:main`,
      port: 8080,
      ageDays: 77,
    }),
    daemonSet('data/gpu-exporter', {
      team,
      image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.4.1',
      port: 9400,
      portName: 'metrics',
      pod: { nodeSelector: { 'node.example.com/pool': 'data' } },
      container: { securityContext: { capabilities: { add: ['SYS_ADMIN'] } } },
    }),
    cronJob('data/warehouse-load', {
      team,
      schedule: '15 * * * *',
      image: `${REGISTRY}/loader:0.44.0`,
      account: 'airflow',
      annotations: { [RUNS_ANNOTATION]: '1:ok,2:failed,3:ok' },
    }),
  ];
}
