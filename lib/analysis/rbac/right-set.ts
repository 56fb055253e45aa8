import type { EffectiveRule } from './permissions.ts';
import { allowsBesideResource, allowsPath } from './rule-match.ts';
import type { PathRight, ResourceRight, Right } from './right.ts';

const ANY = '*';

/** Rights that are asked whether they cover another one. */
export class RightSet {
  readonly #rights = new Map<string, Right>();
  readonly #rules: readonly EffectiveRule[];

  /** Rules that come to too many rights are looked through as they are. */
  constructor(rights: Iterable<Right>, rules: readonly EffectiveRule[] = []) {
    this.#rules = rules;
    for (const right of rights) this.#rights.set(keyOf(right), right);
  }

  /**
   * Returns whether one of the rights allows everything the given one does. As wildcards stand for names without
   * end, several narrow rights never make up for a wide one.
   */
  covers(right: Right): boolean {
    if (this.#isInRule(right)) return true;
    return this.#rights.size > 0 && (this.#rights.has(keyOf(right)) || this.#coversWider(right));
  }

  /** Returns those that no other one covers: two sets allow the same exactly when these are the same. */
  widest(): Right[] {
    return [...this.#rights.values()].filter((right) => !this.#coversWider(right) && !this.#isInRule(right));
  }

  /** Returns a text that two sets share exactly when they allow the same. */
  fingerprint(): string {
    return JSON.stringify(this.widest().map(keyOf).toSorted());
  }

  #isInRule(right: Right): boolean {
    return this.#rules.some(({ rule, namespace }) => {
      // A pattern is covered as a path is: by the same one, or by one that begins both.
      if ('path' in right) return namespace === null && allowsPath(rule, right.verb, right.path);
      if (namespace !== null && namespace !== right.namespace) return false;
      const isResource = widerNames(right.resource).some((one) => rule.resources?.includes(one));
      return isResource && allowsBesideResource(rule, { ...right, name: right.name ?? '', namespace: '' });
    });
  }

  #coversWider(right: Right): boolean {
    const own = keyOf(right);
    for (const key of 'path' in right ? widerPaths(right) : widerResources(right)) {
      if (key !== own && this.#rights.has(key)) return true;
    }
    return false;
  }
}

function keyOf(right: Right): string {
  if ('path' in right) return `p\0${right.verb}\0${right.path}`;
  const { verb, group, resource, name, namespace } = right;
  return ['r', verb, group, resource, name === null ? '-' : `=${name}`, namespace ?? ''].join('\0');
}

function* widerResources(right: ResourceRight): Generator<string> {
  for (const resource of widerNames(right.resource)) {
    for (const verb of new Set([right.verb, ANY])) {
      for (const group of new Set([right.group, ANY])) {
        for (const name of new Set([right.name, null])) {
          for (const namespace of new Set([right.namespace, null]))
            yield keyOf({ verb, group, resource, name, namespace });
        }
      }
    }
  }
}

/** `pods/exec` is covered by itself, by the subresource of every resource, and by the wildcard. */
function widerNames(resource: string): readonly string[] {
  const [left, subresource, ...more] = resource.split('/');
  const ofAny = left === ANY || subresource === undefined || more.length > 0;
  return [...new Set([resource, ...(ofAny ? [] : [`${ANY}/${subresource}`]), ANY])];
}

function* widerPaths({ verb, path }: PathRight): Generator<string> {
  const own = path.endsWith(ANY) ? path.slice(0, -1) : path;
  for (const one of new Set([verb, ANY])) {
    yield keyOf({ verb: one, path });
    for (let length = own.length; length >= 0; length -= 1)
      yield keyOf({ verb: one, path: own.slice(0, length) + ANY });
  }
}
