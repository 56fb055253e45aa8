/** Returns a pod as the strictest level lets it in, or a privileged one. */
export function podOf({
  account,
  node,
  isPrivileged = false,
}: {
  account?: string;
  node?: string;
  isPrivileged?: boolean;
}) {
  const securityContext = isPrivileged
    ? { privileged: true }
    : {
        allowPrivilegeEscalation: false,
        runAsNonRoot: true,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'made' },
    spec: {
      ...(account === undefined ? {} : { serviceAccountName: account }),
      ...(node === undefined ? {} : { nodeName: node }),
      containers: [{ name: 'app', image: 'registry.example.com/app:1', securityContext }],
    },
  };
}
