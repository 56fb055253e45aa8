/** Returns the policy that lets nothing into or out of a namespace's pods. */
export function defaultDeny(namespace: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: ${JSON.stringify(namespace)}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`;
}
