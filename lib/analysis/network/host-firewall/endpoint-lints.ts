import { fieldsOf, textOf } from '#lib/analysis/network/reach/raw-fields.ts';
import { itemsOf } from '#lib/model/collected.ts';
import type { HostLint } from '#lib/model/host-firewall.ts';
import { text } from '#lib/model/text.ts';
import type { HostEndpoint } from './host-endpoints.ts';
import type { HostSlices } from './host-firewall.ts';
import { listedNames } from './listed-names.ts';

const BUILT_IN_PROFILE = 'projectcalico-default-allow';

/** Returns what is wrong between nodes, endpoints and profiles (HE-1, HE-2, HE-4). */
export function endpointLints(slices: HostSlices, endpoints: readonly HostEndpoint[]): HostLint[] {
  return [
    ...withoutEndpoint(slices, endpoints),
    ...withoutNode(slices, endpoints),
    ...notBound(endpoints),
    ...absentProfiles(slices, endpoints),
  ];
}

function withoutEndpoint(slices: HostSlices, endpoints: readonly HostEndpoint[]): HostLint[] {
  const guarded = new Set(endpoints.map(({ node }) => node));
  const bare = itemsOf(slices.nodes)
    .map(({ metadata }) => metadata.name)
    .filter((name) => !guarded.has(name));
  if (bare.length === 0) return [];
  const names = listedNames(bare);
  const isMade = areMadeAutomatically(slices);
  return [
    {
      id: 'node-without-endpoint',
      rule: 'HE-1',
      severity: 'high',
      objects: bare.map((name) => `Node ${name}`),
      message: text(
        `${names.en}: no host endpoint, so Calico holds back nothing there${isMade ? '' : '; automatic host endpoints are off'}.`,
        `${names.zh}：没有 HostEndpoint，Calico 在这些节点上不做任何拦截${isMade ? '' : '；自动 HostEndpoint 未开启'}。`,
      ),
    },
  ];
}

/** HE-4: off by default. */
function areMadeAutomatically(slices: HostSlices): boolean {
  return itemsOf(slices.calicoKubeControllersConfigurations).some(({ spec }) => {
    const node = fieldsOf(fieldsOf(spec['controllers'])['node']);
    return textOf(fieldsOf(node['hostEndpoint'])['autoCreate']) === 'Enabled';
  });
}

function withoutNode(slices: HostSlices, endpoints: readonly HostEndpoint[]): HostLint[] {
  const nodes = new Set(itemsOf(slices.nodes).map(({ metadata }) => metadata.name));
  return endpoints
    .filter(({ node }) => !nodes.has(node))
    .map(({ name, node }) => ({
      id: 'endpoint-without-node',
      rule: 'HE-2',
      severity: 'low',
      objects: [`HostEndpoint ${name}`],
      message: text(
        `${name} is for the node ${node}, which does not exist; it guards nothing.`,
        `${name} 属于节点 ${node}，而该节点不存在；它不起任何保护作用。`,
      ),
    }));
}

function notBound(endpoints: readonly HostEndpoint[]): HostLint[] {
  const byInterface = Map.groupBy(
    endpoints.filter(({ interfaceName }) => interfaceName !== null),
    ({ node, interfaceName }) => `${node} ${interfaceName ?? ''}`,
  );
  return [...byInterface.values()].flatMap(([first, ...others]) =>
    others.map(({ name, interfaceName }): HostLint => ({
      id: 'endpoint-not-bound',
      rule: 'HE-2',
      severity: 'medium',
      objects: [`HostEndpoint ${name}`],
      message: text(
        `${name} is never in force: ${first?.name ?? ''} comes before it by name and is for ${interfaceName ?? ''}, too.`,
        `${name} 从不生效：${first?.name ?? ''} 的名称排在前面，且同样对应接口 ${interfaceName ?? ''}。`,
      ),
    })),
  );
}

function absentProfiles(slices: HostSlices, endpoints: readonly HostEndpoint[]): HostLint[] {
  const known = new Set([
    BUILT_IN_PROFILE,
    ...itemsOf(slices.calicoProfiles).map(({ metadata }) => metadata.name),
  ]);
  return endpoints.flatMap(({ name, profiles }) =>
    profiles
      .filter((profile) => !known.has(profile))
      .map((profile): HostLint => ({
        id: 'profile-absent',
        rule: 'profiles',
        severity: 'medium',
        objects: [`HostEndpoint ${name}`],
        message: text(
          `${name} names the profile ${profile}, which does not exist: it lets nothing through.`,
          `${name} 引用的配置文件 ${profile} 不存在：它不会放行任何流量。`,
        ),
      })),
  );
}
