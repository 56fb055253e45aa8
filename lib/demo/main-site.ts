import type { Site, SiteNode } from './address-plan.ts';

export const GIT_VERSION = 'v1.36.3';
/** The worker that the last upgrade left out. */
const LEFT_BEHIND = { name: 'main-worker-5', version: 'v1.35.7' };

const NODE_NAMES = [
  'main-cp-1',
  'main-cp-2',
  'main-cp-3',
  'main-worker-1',
  'main-worker-2',
  'main-worker-3',
  'main-worker-4',
  'main-worker-5',
] as const;
export type NodeName = (typeof NODE_NAMES)[number];

/** The production cluster: three hosts of the control plane and five workers. */
export const MAIN_SITE: Site = {
  name: 'main',
  gitVersion: GIT_VERSION,
  podCidr: '10.244.0.0/16',
  firstHost: 10,
  nodes: NODE_NAMES.map(siteNode),
};

function siteNode(name: NodeName, index: number): SiteNode {
  const isControlPlane = name.startsWith('main-cp-');
  return {
    name,
    isControlPlane,
    kubeletVersion: name === LEFT_BEHIND.name ? LEFT_BEHIND.version : GIT_VERSION,
    podCidr: `10.244.${index}.0/24`,
    storyAddress: null,
    labels: isControlPlane
      ? { 'node-role.kubernetes.io/control-plane': '' }
      : { 'node.example.com/pool': name === 'main-worker-5' ? 'data' : 'general' },
    openPorts: null,
  };
}
