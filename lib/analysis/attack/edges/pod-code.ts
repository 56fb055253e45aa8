import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { covers, grantsOf, type HeldRight } from '#lib/analysis/attack/holding.ts';
import { member, step, type Arc } from '#lib/analysis/attack/place.ts';
import { onePerTarget, overNamespaces } from '#lib/analysis/attack/identity-places.ts';
import { insidePlace, nodePlace, podsPlace } from '#lib/analysis/attack/node-places.ts';
import { UNKNOWN_PARTS } from '#lib/analysis/attack/unknown-parts.ts';
import type { EscalationEdge, UnknownPart } from '#lib/model/escalation.ts';
import type { Held } from '#lib/analysis/attack/server-settings.ts';

/** A way into pods that run, with what has to hold for it beside the right. */
interface Way {
  readonly edge: EscalationEdge;
  readonly rights: readonly HeldRight[];
  readonly held: Held;
}

/** Code in a pod that runs: by exec, attach, a debug container, or another image. */
export function podCode({ holding }: Holder, attack: Attack): readonly Arc[] {
  const byGet = attack.settings.getOpensExec;
  const always: Held = { unknown: [] };
  const stdin: Held = { unknown: [UNKNOWN_PARTS.standardInput] };
  const ways: readonly Way[] = [
    { edge: 'POD_EXEC', rights: holding.of('create', 'pods/exec'), held: always },
    { edge: 'POD_EXEC', rights: holding.of('get', 'pods/exec'), held: byGet },
    { edge: 'POD_EPHEMERAL', rights: holding.changes('pods/ephemeralcontainers'), held: always },
    { edge: 'POD_PATCH', rights: holding.changes('pods'), held: always },
    { edge: 'POD_ATTACH_API', rights: holding.of('create', 'pods/attach'), held: stdin },
    { edge: 'POD_ATTACH_API', rights: holding.of('get', 'pods/attach'), held: both(byGet, stdin) },
  ];
  return [
    ...ways.flatMap(({ edge, rights, held }) =>
      held === null
        ? []
        : rights.flatMap((right) => intoPods(edge, right, { attack, unknown: held.unknown })),
    ),
    ...holding.changes('pods/ephemeralcontainers').flatMap((right) => ontoNodes(right, attack)),
  ];
}

function both(a: Held, b: Held): Held {
  return a === null || b === null ? null : { unknown: [...a.unknown, ...b.unknown] };
}

function intoPods(
  edge: EscalationEdge,
  right: HeldRight,
  { attack, unknown }: { attack: Attack; unknown: readonly UnknownPart[] },
): readonly Arc[] {
  const grants = grantsOf([right]);
  const { namespace, names } = right;
  if (names === null) return [step(edge, podsPlace(attack, namespace), { grants, unknown })];
  return codeNamed(attack, right).map((code) =>
    step(edge, insidePlace(attack, code), { grants, unknown, objects: [code.ref] }),
  );
}

function codeNamed(attack: Attack, right: HeldRight): ReturnType<Attack['codeIn']> {
  return (right.namespace === null ? attack.namespaces : [right.namespace])
    .flatMap((namespace) => attack.codeIn(namespace))
    .filter(({ ref }) => ref.kind === 'Pod' && covers(right, ref.name));
}

/** A debug container may be privileged where a pod may. */
function ontoNodes(right: HeldRight, attack: Attack): readonly Arc[] {
  if (right.names !== null) return [];
  const to = overNamespaces({ attack, what: 'nodes-of-pods', namespace: right.namespace }, (namespace) => {
    const { level, unknown } = attack.admissions.in(namespace);
    if (level !== 'privileged') return [];
    return onePerTarget(
      attack
        .codeIn(namespace)
        .flatMap(({ node, ref }) =>
          node === null ? [] : [member(nodePlace(attack, node), { objects: [ref], unknown })],
        ),
    );
  });
  return [step('POD_EPHEMERAL', to, { grants: grantsOf([right]) })];
}
