import { refOf } from '#lib/model/kube-object.ts';
import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { covers, grantsOf } from '#lib/analysis/attack/holding.ts';
import { step, type Arc } from '#lib/analysis/attack/place.ts';
import { clusterPlace } from '#lib/analysis/attack/identity-places.ts';
import { UNKNOWN_PARTS } from '#lib/analysis/attack/unknown-parts.ts';

/** Whoever writes a mutating webhook or policy changes what others write: pods of kube-system, bindings. */
export function webhookMutate(holder: Holder, attack: Attack): readonly Arc[] {
  const to = clusterPlace(attack);
  const made = holder.holding
    .creates('mutatingwebhookconfigurations')
    .map((right) =>
      step('WEBHOOK_MUTATE', to, { grants: grantsOf([right]), detail: 'MutatingWebhookConfiguration' }),
    );
  return [...made, ...(made.length > 0 ? [] : changed(holder, attack)), ...policy(holder, attack)];
}

function changed({ holding }: Holder, attack: Attack): readonly Arc[] {
  return holding.changes('mutatingwebhookconfigurations').flatMap((right) => {
    const there = attack.objects.mutatingWebhookConfigurations.filter(({ metadata }) =>
      covers(right, metadata.name),
    );
    const isUnread = attack.isUnread('mutatingWebhookConfigurations');
    if (there.length === 0 && !isUnread) return [];
    const proof =
      there.length === 0
        ? { unknown: [UNKNOWN_PARTS.mutatingWebhookConfigurations] }
        : { objects: there.slice(0, 1).map(refOf) };
    return [
      step('WEBHOOK_MUTATE', clusterPlace(attack), {
        grants: grantsOf([right]),
        detail: 'MutatingWebhookConfiguration',
        ...proof,
      }),
    ];
  });
}

/** A policy counts where the server offers the kind, and needs its binding to be in force. */
function policy({ holding }: Holder, attack: Attack): readonly Arc[] {
  const isServed = attack.objects.apiResources.some(
    ({ resource }) => resource === 'mutatingadmissionpolicies',
  );
  const [written] = holding.creates('mutatingadmissionpolicies');
  const [bound] = holding.creates('mutatingadmissionpolicybindings');
  if (!isServed || written === undefined || bound === undefined) return [];
  return [
    step('WEBHOOK_MUTATE', clusterPlace(attack), {
      grants: grantsOf([written, bound]),
      detail: 'MutatingAdmissionPolicy',
    }),
  ];
}
