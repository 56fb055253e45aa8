import { instancesOf, type ComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { flagList } from '#lib/analysis/control-plane/parse-flags.ts';
import type { RiskContext } from './risk-patterns.ts';

/** From this minor version on, a session into a pod asks for `create`, however it is opened. */
const CREATE_SINCE = 35;
const GATE = 'AuthorizePodWebsocketUpgradeCreatePermission';

/** Returns what of a cluster decides which risks there are; flags that cannot be seen stand as they do by default. */
export function riskContext(minor: number | null, flags: ComponentFlags): RiskContext {
  const isGateOff = instancesOf(flags, 'kube-apiserver').some(
    (server) => flagList(server.flags, 'feature-gates')?.includes(`${GATE}=false`) === true,
  );
  return { minor, isExecByGet: minor === null || minor < CREATE_SINCE || isGateOff };
}
