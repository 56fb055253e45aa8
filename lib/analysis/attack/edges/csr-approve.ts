import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { covers, grantsOf, type HeldRight, type Holding } from '#lib/analysis/attack/holding.ts';
import { step, type Arc } from '#lib/analysis/attack/place.ts';
import { anyonePlace, nodeUsersPlace } from '#lib/analysis/attack/identity-places.ts';

const CLIENT = 'kubernetes.io/kube-apiserver-client';
const NODE_CLIENT = 'kubernetes.io/kube-apiserver-client-kubelet';
/** The server asks for the signer by its full name, then for its domain; a name `*` means nothing to it. */
const DOMAIN = 'kubernetes.io/*';

/**
 * A request for a client certificate that one makes, approves and reads back carries any user name and group, but
 * for system:masters, which the server refuses. Requests for node certificates may be approved by the cluster itself.
 */
export function csrApprove({ holding }: Holder, attack: Attack): readonly Arc[] {
  const [made] = holding.creates('certificatesigningrequests');
  const [read] = holding.reads('certificatesigningrequests');
  const signer = attack.settings.clientSigner;
  if (made === undefined || read === undefined || signer === null) return [];
  const { unknown } = signer;
  const [approval] = holding.changes('certificatesigningrequests/approval');
  const client = approveOf(holding, CLIENT);
  const node = approveOf(holding, NODE_CLIENT);
  const [automatic] = holding.of('create', 'certificatesigningrequests/nodeclient');
  return [
    ...(approval === undefined || client === undefined
      ? []
      : [
          step('CSR_APPROVE', anyonePlace(attack), {
            grants: grantsOf([made, approval, client, read]),
            unknown,
            detail: CLIENT,
          }),
        ]),
    ...(approval === undefined || node === undefined
      ? []
      : [
          step('CSR_APPROVE', nodeUsersPlace(attack), {
            grants: grantsOf([made, approval, node, read]),
            unknown,
            detail: NODE_CLIENT,
          }),
        ]),
    ...(automatic === undefined
      ? []
      : [
          step('CSR_NODE_CLIENT', nodeUsersPlace(attack), {
            grants: grantsOf([made, automatic, read]),
            unknown,
          }),
        ]),
  ];
}

function approveOf(holding: Holding, signer: string): HeldRight | undefined {
  return holding.of('approve', 'signers').find((right) => covers(right, signer) || covers(right, DOMAIN));
}
