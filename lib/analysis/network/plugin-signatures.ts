/** Whether NetworkPolicies take effect. */
export type Enforcement = 'yes' | 'no' | 'unknown';

/** What a signature is judged from. */
export interface SeenEngine {
  /** Image tag, empty where there is none. */
  readonly tag: string;
  /** Arguments of the container, where they were kept. */
  readonly args: readonly string[];
  /** Settings of the plugin's own ConfigMaps, by ConfigMap name. */
  readonly settings: (configMap: string, key: string) => string | undefined;
  /** Whether the settings of such a ConfigMap could be read. */
  readonly hasSettings: (configMap: string) => boolean;
}

/** How one network engine is recognised and what it does with NetworkPolicies. */
export interface PluginSignature {
  readonly name: string;
  /** Matches the image without registry, tag and digest. */
  readonly image: RegExp;
  /** Matches the DaemonSet's name where images carry no name of their own. */
  readonly workload?: RegExp;
  readonly enforces: (engine: SeenEngine) => Enforcement;
}

const yes = (): Enforcement => 'yes';
const no = (): Enforcement => 'no';
const unknown = (): Enforcement => 'unknown';

/** kindnetd carries a policy engine from the build of August 2024 (kind 0.24) on; its tag starts with the day. */
const KINDNET_WITH_POLICIES = 20240813;

/** The engines told apart; the first that matches an image names it. */
export const PLUGIN_SIGNATURES: readonly PluginSignature[] = [
  {
    name: 'Calico',
    image: /(^|\/)(calico\/node|calico-node|mirrored-calico-node|hardened-calico)$/,
    enforces: yes,
  },
  {
    name: 'Cilium',
    image: /(^|\/)(cilium|cilium-ci|cilium-dev|cilium-agent|mirrored-cilium-cilium)$/,
    enforces: ciliumEnforcement,
  },
  { name: 'Antrea', image: /(^|\/)antrea-(agent|ubuntu|ubi|windows)[\w-]*$/, enforces: yes },
  {
    name: 'kube-router',
    image: /(^|\/)kube-router$/,
    enforces: ({ args }) => (args.includes('--run-firewall=false') ? 'no' : 'yes'),
  },
  { name: 'Weave Net policy controller', image: /(^|\/)weave-npc$/, enforces: yes },
  { name: 'Weave Net', image: /(^|\/)weave-kube$/, enforces: no },
  {
    name: 'OVN-Kubernetes',
    image: /(^|\/)(ovn-kube[\w-]*|ovn-kubernetes[\w-]*)$/,
    workload: /^ovnkube-node/,
    enforces: yes,
  },
  { name: 'Kube-OVN', image: /(^|\/)kube-ovn$/, enforces: yes },
  { name: 'kube-network-policies', image: /(^|\/)kube-network-policies$/, enforces: yes },
  {
    name: 'kindnet',
    image: /(^|\/)kindnetd$/,
    enforces: ({ tag }) => {
      const day = /^v?(\d{8})/.exec(tag)?.[1];
      if (day === undefined) return 'unknown';
      return Number(day) >= KINDNET_WITH_POLICIES ? 'yes' : 'no';
    },
  },
  { name: 'Azure NPM', image: /(^|\/)azure-npm$/, enforces: yes },
  { name: 'NSX', image: /(^|\/)nsx-(node-agent|ovs|ncp)[\w-]*$/, enforces: yes },
  {
    name: 'AWS VPC CNI',
    image: /(^|\/)(amazon-k8s-cni|aws-network-policy-agent)$/,
    enforces: awsEnforcement,
  },
  { name: 'Terway', image: /(^|\/)terway$/, enforces: unknown },
  { name: 'Azure CNI', image: /(^|\/)azure-cns$/, enforces: no },
  {
    name: 'flannel',
    image: /(^|\/)(flannel|hardened-flannel|mirrored-flannel(cni)?-flannel)$/,
    enforces: no,
  },
];

/** It enforces unless told never to, or only to log what it would drop, which only its settings tell. */
function ciliumEnforcement({ settings, hasSettings }: SeenEngine): Enforcement {
  if (!hasSettings('cilium-config')) return 'unknown';
  const isOff = settings('cilium-config', 'enable-policy') === 'never';
  return isOff || settings('cilium-config', 'policy-audit-mode') === 'true' ? 'no' : 'yes';
}

/** The node agent's flag decides; the controller's setting stands in where its arguments were not kept. */
function awsEnforcement({ args, settings }: SeenEngine): Enforcement {
  const flag = args.findLast((arg) => arg.startsWith('--enable-network-policy='));
  if (flag !== undefined) return flag.endsWith('=true') ? 'yes' : 'no';
  const setting = settings('amazon-vpc-cni', 'enable-network-policy-controller');
  if (setting === undefined) return 'unknown';
  return setting === 'true' ? 'yes' : 'no';
}
