import { refOf } from '#lib/model/kube-object.ts';
import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { covers, grantsOf } from '#lib/analysis/attack/holding.ts';
import { step, type Arc } from '#lib/analysis/attack/place.ts';
import { clusterPlace } from '#lib/analysis/attack/identity-places.ts';
import { UNKNOWN_PARTS } from '#lib/analysis/attack/unknown-parts.ts';

const NAMESPACE = 'kube-system';
const NAME = 'aws-auth';

/** On EKS the ConfigMap aws-auth says which cloud accounts are in which groups; it may name any group. */
export function awsAuth({ holding }: Holder, attack: Attack): readonly Arc[] {
  if (!attack.isEks) return [];
  const isThere = ({ namespace }: { namespace: string | null }): boolean =>
    namespace === null || namespace === NAMESPACE;
  const map = attack.objects.configMaps.find(
    ({ metadata }) => metadata.namespace === NAMESPACE && metadata.name === NAME,
  );
  const changes = holding.changes('configmaps').filter((right) => isThere(right) && covers(right, NAME));
  const makes = holding.creates('configmaps').filter((right) => isThere(right) && covers(right, NAME));
  const to = clusterPlace(attack);
  if (map !== undefined) {
    return changes.map((right) =>
      step('AWS_AUTH_WRITE', to, { grants: grantsOf([right]), objects: [refOf(map)] }),
    );
  }
  const isUnread = attack.isUnread('configMaps');
  const changed = isUnread ? changes : [];
  return [
    ...changed.map((right) =>
      step('AWS_AUTH_WRITE', to, { grants: grantsOf([right]), unknown: [UNKNOWN_PARTS.configMaps] }),
    ),
    ...makes.map((right) =>
      step('AWS_AUTH_WRITE', to, { grants: grantsOf([right]), unknown: [UNKNOWN_PARTS.authenticationMode] }),
    ),
  ];
}
