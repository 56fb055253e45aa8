import { ADMISSION_COLLECTORS } from './admission.ts';
import { APIEXTENSIONS_COLLECTORS } from './apiextensions.ts';
import { APPS_COLLECTORS } from './apps.ts';
import { BATCH_COLLECTORS } from './batch.ts';
import { CALICO_COLLECTORS } from './calico.ts';
import { CILIUM_COLLECTORS } from './cilium.ts';
import type { Collector } from './collector.ts';
import { CORE_COLLECTORS } from './core.ts';
import { DISCOVERY_COLLECTORS } from './discovery.ts';
import { GATEWAY_COLLECTORS } from './gateway.ts';
import { MULTUS_COLLECTORS } from './multus.ts';
import { NETWORK_POLICY_API_COLLECTORS } from './network-policy-api.ts';
import { NETWORKING_COLLECTORS } from './networking.ts';
import { RBAC_COLLECTORS } from './rbac.ts';
import { STORAGE_COLLECTORS } from './storage.ts';

/** Everything a scan lists, group by group: the table behind collecting, reading files and the ClusterRole. */
export const COLLECTORS: readonly Collector[] = [
  ...CORE_COLLECTORS,
  ...APPS_COLLECTORS,
  ...BATCH_COLLECTORS,
  ...NETWORKING_COLLECTORS,
  ...DISCOVERY_COLLECTORS,
  ...GATEWAY_COLLECTORS,
  ...RBAC_COLLECTORS,
  ...ADMISSION_COLLECTORS,
  ...APIEXTENSIONS_COLLECTORS,
  ...STORAGE_COLLECTORS,
  ...NETWORK_POLICY_API_COLLECTORS,
  ...CALICO_COLLECTORS,
  ...CILIUM_COLLECTORS,
  ...MULTUS_COLLECTORS,
];
