import { MASTERS } from '#lib/analysis/rbac/identity.ts';
import { subjectKey } from '#lib/analysis/rbac/subject-ref.ts';
import type { ChainGrant, ChainPlace, ChainStep, EscalationChain } from '#lib/model/escalation.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { Subject } from '#lib/model/rbac.ts';
import { Attack } from './attack.ts';
import type { AttackObjects } from './attack-objects.ts';
import { isMasters } from './identities.ts';
import type { Arc, Place } from './place.ts';
import { ShortestWays } from './shortest-ways.ts';
import { findSteps } from './step-finders.ts';
import { stepParams, stepText } from './step-texts.ts';
import { clusterPlace, subjectPlace } from './identity-places.ts';

/**
 * The shortest way of every subject to full rights over a cluster. A way that rests on nothing unread comes before
 * a shorter one that does; one that does says what it would have to be known.
 */
export class EscalationChains {
  readonly #attack: Attack;
  readonly #known = new Map<string, EscalationChain | null>();
  #measured: readonly ShortestWays[] | null = null;

  constructor(objects: AttackObjects) {
    this.#attack = new Attack(inOrder(objects), findSteps);
  }

  /** Returns the shortest chain of a subject, by all it holds; null where none is known. */
  chainOf(subject: Subject): EscalationChain | null {
    const key = subjectKey(subject);
    let chain = this.#known.get(key);
    if (chain === undefined) {
      // Of ways equally short, one by rights of its own is told before one by those of a group, and defaults last.
      chain = this.#isAdmin(subject)
        ? { subject, steps: [], isCertain: true, isDefault: false }
        : this.#find(subject, [isOwn(subject), isAdded, () => true]);
      this.#known.set(key, chain);
    }
    return chain;
  }

  /** Returns the shortest chain of a subject that is in more groups than its name implies. */
  chainOfMember(subject: Subject, groups: readonly string[]): EscalationChain | null {
    if (groups.length === 0) return this.chainOf(subject);
    if (groups.includes(MASTERS)) return { subject, steps: [], isCertain: true, isDefault: false };
    const objects = { ...this.#attack.objects, member: { subject, groups } };
    return new EscalationChains(objects).chainOf(subject);
  }

  /** Returns the chains of all subjects that bindings name, sorted by subject; one with full rights has no steps. */
  all(): readonly EscalationChain[] {
    return this.#attack.identities.subjects.flatMap((subject) => this.chainOf(subject) ?? []);
  }

  /**
   * Returns, of each subject without full rights, the way that begins with a right added for the subject itself. What
   * a group gives alone is told of the group; unchanged defaults of Kubernetes are no news.
   */
  added(): readonly EscalationChain[] {
    return this.#attack.identities.subjects.flatMap((subject) =>
      this.#isAdmin(subject) ? [] : (this.#find(subject, [isOwn(subject)]) ?? []),
    );
  }

  /** Certain ways first, then all; worked out when they are first asked for. */
  get #ways(): readonly ShortestWays[] {
    this.#measured ??= this.#measure();
    return this.#measured;
  }

  #measure(): readonly ShortestWays[] {
    const goal = clusterPlace(this.#attack);
    const starts = this.#attack.identities.subjects
      .filter((subject) => !this.#attack.identities.holdingOf(subject).isEmpty)
      .map((subject) => subjectPlace(this.#attack, subject));
    return [new ShortestWays(goal, starts, isCertain), new ShortestWays(goal, starts, () => true)];
  }

  #isAdmin(subject: Subject): boolean {
    return isMasters(subject) || this.#attack.identities.holdingOf(subject).everything !== null;
  }

  #find(subject: Subject, kinds: readonly ((arc: Arc) => boolean)[]): EscalationChain | null {
    const place = subjectPlace(this.#attack, subject);
    for (const ways of this.#ways) {
      const [steps] = kinds
        .flatMap((isWanted) => {
          const found = this.#walk(place, ways, isWanted);
          return found === null ? [] : [found];
        })
        .toSorted((a, b) => a.length - b.length);
      if (steps === undefined) continue;
      return {
        subject,
        steps,
        isCertain: steps.every(({ unknown }) => unknown.length === 0),
        isDefault: steps[0]?.grants.every((grant) => grant.isDefault) === true,
      };
    }
    return null;
  }

  /** The first step has to be one that is wanted; from then on the best way is taken. */
  #walk(start: Place, ways: ShortestWays, isWanted: (arc: Arc) => boolean): readonly ChainStep[] | null {
    const first = ways.best(start, isWanted);
    if (first === null || start.shown === null) return null;
    const steps: ChainStep[] = [];
    let from: ChainPlace = start.shown;
    let taken: readonly Arc[] = [first.arc];
    for (let place = first.arc.to; ;) {
      if (place.shown !== null) {
        const made = stepOf(from, place.shown, taken);
        if (made !== null) steps.push(made);
        if (place.shown.kind === 'cluster') return steps;
        from = place.shown;
        taken = [];
      }
      const next = ways.best(place);
      if (next === null) return null;
      taken = [...taken, next.arc];
      place = next.arc.to;
    }
  }
}

/** Returns the chains of one cluster. */
export function buildEscalationChains(objects: AttackObjects): EscalationChains {
  return new EscalationChains(objects);
}

function isCertain({ unknown }: Arc): boolean {
  return unknown.length === 0;
}

function isOwn(subject: Subject): (arc: Arc) => boolean {
  const key = subjectKey(subject);
  const isFor = ({ isDefault, subject: holder }: ChainGrant): boolean =>
    !isDefault && (holder === subject || subjectKey(holder) === key);
  return ({ edge, grants }) => edge !== null && grants.some(isFor);
}

function isAdded({ edge, grants }: Arc): boolean {
  return edge !== null && grants.some(({ isDefault }) => !isDefault);
}

/** One step may pass through sets of places; full rights that are there already are no step. */
function stepOf(from: ChainPlace, to: ChainPlace, arcs: readonly Arc[]): ChainStep | null {
  const leading = arcs.find(({ edge }) => edge !== null);
  if (leading === undefined || leading.edge === null) return null;
  const unknown = new Map(arcs.flatMap((arc) => arc.unknown.map((part) => [part.id, part])));
  return {
    edge: leading.edge,
    from,
    to,
    text: stepText(leading.edge),
    params: stepParams({ from, to, detail: leading.detail }),
    grants: arcs.flatMap(({ grants }) => grants),
    objects: arcs.flatMap(({ objects }) => objects),
    unknown: [...unknown.values()],
  };
}

/** Of several objects that would serve, the first by name is named, whatever order they were listed in. */
function inOrder(objects: AttackObjects): AttackObjects {
  return {
    ...objects,
    serviceAccounts: byName(objects.serviceAccounts),
    nodes: byName(objects.nodes),
    secrets: byName(objects.secrets),
    mutatingWebhookConfigurations: byName(objects.mutatingWebhookConfigurations),
    roleBindings: byName(objects.roleBindings),
    clusterRoleBindings: byName(objects.clusterRoleBindings),
  };
}

function byName<T extends KubeObject>(objects: readonly T[]): readonly T[] {
  return objects.toSorted(
    (a, b) =>
      byCodeUnit(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
      byCodeUnit(a.metadata.name, b.metadata.name),
  );
}
