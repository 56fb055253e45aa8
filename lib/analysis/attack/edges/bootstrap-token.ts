import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { grantsOf } from '#lib/analysis/attack/holding.ts';
import { step, type Arc } from '#lib/analysis/attack/place.ts';
import { subjectPlace } from '#lib/analysis/attack/identity-places.ts';
import type { Subject } from '#lib/model/rbac.ts';

const BOOTSTRAPPERS = 'system:bootstrappers';

/** A Secret made in kube-system may be a join token, which logs in as a member of the groups that join nodes. */
export function bootstrapToken({ holding }: Holder, attack: Attack): readonly Arc[] {
  const held = attack.settings.bootstrapTokens;
  const made = holding
    .creates('secrets')
    .find(({ namespace }) => namespace === null || namespace === 'kube-system');
  if (held === null || made === undefined) return [];
  return attack.identities.subjects
    .filter(isBootstrapGroup)
    .filter((subject) => !attack.identities.holdingOf(subject).isEmpty)
    .map((subject) =>
      step('BOOTSTRAP_TOKEN', subjectPlace(attack, subject), {
        grants: grantsOf([made]),
        unknown: held.unknown,
      }),
    );
}

function isBootstrapGroup({ kind, name }: Subject): boolean {
  return kind === 'Group' && (name === BOOTSTRAPPERS || name.startsWith(`${BOOTSTRAPPERS}:`));
}
