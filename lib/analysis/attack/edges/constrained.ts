import type { Attack, Holder } from '#lib/analysis/attack/attack.ts';
import { accountSubject } from '#lib/analysis/attack/identities.ts';
import { covers, type HeldRight, type Holding } from '#lib/analysis/attack/holding.ts';
import { step, type Arc, type Place } from '#lib/analysis/attack/place.ts';
import { accountPlaces, boundAccounts, isPerson } from '#lib/analysis/attack/identity-places.ts';
import { MASTERS } from '#lib/analysis/rbac/identity.ts';
import { subjectKey } from '#lib/analysis/rbac/subject-ref.ts';
import type { Subject } from '#lib/model/rbac.ts';
import type { UnknownPart } from '#lib/model/escalation.ts';

/** Somebody whom a mode lets the holder act as, by these rights. */
interface Target {
  readonly subject: Subject;
  readonly grants: Arc['grants'];
}

interface Mode {
  readonly name: string;
  readonly targets: (holder: Holder, attack: Attack) => readonly Target[];
}

const MODES: readonly Mode[] = [
  { name: 'user-info', targets: people },
  { name: 'serviceaccount', targets: accounts },
  { name: 'arbitrary-node', targets: anyNode },
  { name: 'associated-node', targets: ownNode },
];
const NODE_USER = 'system:node:';

/**
 * Acting as somebody else in a constrained mode: what the other may do, as far as the holder may do it in that
 * mode. Nobody becomes a member of system:masters so, and a service account or a node brings its own groups.
 */
export function constrainedImpersonation(holder: Holder, attack: Attack): readonly Arc[] {
  const held = attack.settings.gateIsOn('ConstrainedImpersonation');
  if (held === null) return [];
  return MODES.flatMap(({ name, targets }) => {
    const others = targets(holder, attack);
    if (others.length === 0) return [];
    const allowed = holder.holding.allowedIn(name);
    if (allowed.isEmpty) return [];
    return others.flatMap(({ subject, grants }) => {
      const to = modePlace(attack, { holder, mode: name, subject, allowed, unknown: held.unknown });
      return to === null
        ? []
        : [step('IMPERSONATE_CONSTRAINED', to, { grants, unknown: held.unknown, detail: name })];
    });
  });
}

interface Acting {
  readonly holder: Holder;
  readonly mode: string;
  readonly subject: Subject;
  readonly allowed: Holding;
  readonly unknown: readonly UnknownPart[];
}

function modePlace(attack: Attack, acting: Acting): Place | null {
  const { holder, mode, subject, allowed } = acting;
  const key = `mode:${holder.key}:${mode}:${subjectKey(subject)}`;
  const holding = attack.identities.holdingOf(subject).within(allowed, holder.holding.rules);
  const isNode = subject.name.startsWith(NODE_USER);
  if (holding.isEmpty && !isNode) return null;
  return attack.places.at(key, () => ({
    shown: { kind: 'mode', mode, subject },
    arcs: () => [
      ...attack.findSteps({ key, holding, subject: holder.subject }, attack),
      ...(isNode ? tokensOfNode(attack, acting) : []),
    ],
  }));
}

/** The Node authorizer lets a node ask for tokens of its pods, and the mode has to let the request through. */
function tokensOfNode(attack: Attack, { subject, allowed }: Acting): readonly Arc[] {
  const held = attack.settings.nodeAuthorizer;
  if (held === null) return [];
  return attack.codeOn(subject.name.slice(NODE_USER.length)).flatMap(({ namespace, account, ref }) => {
    const right = allowed
      .of('create', 'serviceaccounts/token')
      .find((one) => (one.namespace === null || one.namespace === namespace) && covers(one, account));
    if (right === undefined) return [];
    return accountPlaces(attack, namespace, account).map((to) =>
      step('TOKEN_REQUEST', to, { grants: right.grants, objects: [ref], unknown: held.unknown }),
    );
  });
}

function people({ holding }: Holder, attack: Attack): readonly Target[] {
  const users = holding.of('impersonate:user-info', 'users.authentication');
  const groups = holding.of('impersonate:user-info', 'groups.authentication');
  const [carrier] = users;
  if (carrier === undefined) return [];
  const named = (kind: string, rights: readonly HeldRight[]): readonly Target[] =>
    rights.flatMap((right) =>
      attack.identities.subjects
        .filter((subject) => subject.kind === kind && covers(right, subject.name))
        .filter((subject) => (kind === 'User' ? isPerson(subject) : subject.name !== MASTERS))
        .map((subject) => ({
          subject,
          grants: kind === 'User' ? right.grants : [...carrier.grants, ...right.grants],
        })),
    );
  return [...named('User', users), ...named('Group', groups)];
}

function accounts({ holding }: Holder, attack: Attack): readonly Target[] {
  return holding
    .of('impersonate:serviceaccount', 'serviceaccounts.authentication')
    .flatMap(({ namespace, names, grants }) =>
      (namespace === null ? attack.namespaces : [namespace]).flatMap((one) =>
        boundAccounts(attack, one)
          .filter(({ name }) => names === null || names.includes(name))
          .map(({ name }) => ({ subject: accountSubject(one, name), grants })),
      ),
    );
}

function anyNode({ holding }: Holder, attack: Attack): readonly Target[] {
  return holding
    .of('impersonate:arbitrary-node', 'nodes.authentication')
    .flatMap((right) =>
      attack.objects.nodes
        .filter(({ metadata }) => covers(right, metadata.name))
        .map(({ metadata }) => ({ subject: nodeUser(metadata.name), grants: right.grants })),
    );
}

/** An account acts as the node its pod runs on; the server asks for it under the name `*`. */
function ownNode({ holding, subject }: Holder, attack: Attack): readonly Target[] {
  if (subject?.kind !== 'ServiceAccount') return [];
  const right = holding
    .of('impersonate:associated-node', 'nodes.authentication')
    .find((one) => covers(one, '*'));
  if (right === undefined) return [];
  const nodes = attack
    .codeIn(subject.namespace ?? '')
    .filter(({ account, hasToken }) => account === subject.name && hasToken !== false)
    .flatMap(({ node }) => node ?? []);
  return [...new Set(nodes)].map((node) => ({ subject: nodeUser(node), grants: right.grants }));
}

function nodeUser(name: string): Subject {
  return { kind: 'User', name: `${NODE_USER}${name}` };
}
