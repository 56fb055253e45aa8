import type { ServerVersion } from '#lib/model/cluster-objects.ts';
import type { Node } from '#lib/model/node.ts';

/** What a distribution writes into the server's version, by the build suffix it uses. */
const BY_VERSION: readonly { readonly mark: RegExp; readonly name: string }[] = [
  { mark: /\+k3s/, name: 'k3s' },
  { mark: /\+rke2/, name: 'RKE2' },
  { mark: /-eks-/, name: 'EKS' },
  { mark: /-gke\./, name: 'GKE' },
  { mark: /\+k0s/, name: 'k0s' },
  { mark: /-aliyun/, name: 'ACK' },
  { mark: /-tke/, name: 'TKE' },
];

/** What a distribution writes on its nodes. */
const BY_NODE: readonly { readonly mark: RegExp; readonly name: string }[] = [
  { mark: /^kubernetes\.azure\.com\//, name: 'AKS' },
  { mark: /^node\.openshift\.io\//, name: 'OpenShift' },
  { mark: /^machineconfiguration\.openshift\.io\//, name: 'OpenShift' },
  { mark: /^microk8s\.io\//, name: 'MicroK8s' },
  { mark: /^minikube\.k8s\.io\//, name: 'minikube' },
  { mark: /^io\.x-k8s\.kind\./, name: 'kind' },
  { mark: /^kubeadm\.alpha\.kubernetes\.io\//, name: 'kubeadm' },
];

/** How kind names the machine behind a node; its nodes carry no label of its own. */
const KIND = 'kind://';

/** Returns the name of the distribution where the version or a node tells it, else null. */
export function distributionOf(version: ServerVersion | null, nodes: readonly Node[]): string | null {
  const byVersion = BY_VERSION.find(({ mark }) => version !== null && mark.test(version.gitVersion));
  if (byVersion !== undefined) return byVersion.name;
  if (nodes.some(({ spec }) => spec.providerID?.startsWith(KIND) === true)) return 'kind';
  const keys = nodes.flatMap((node) => [
    ...Object.keys(node.metadata.labels ?? {}),
    ...Object.keys(node.metadata.annotations ?? {}),
  ]);
  return BY_NODE.find(({ mark }) => keys.some((key) => mark.test(key)))?.name ?? null;
}
