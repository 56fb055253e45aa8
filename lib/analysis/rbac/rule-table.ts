import type { PolicyRule } from '#lib/model/rbac.ts';
import { isPathQuestion } from './access-question.ts';
import type { AccessQuestion } from './access-question.ts';
import { allowsBesideResource, allowsPath, coveringResources } from './rule-match.ts';

/** Something that carries rules into a table, such as a bound role. */
export interface RuleSource {
  /** Its place among all sources. */
  readonly order: number;
  readonly rules: readonly PolicyRule[];
}

export interface FoundRule<S extends RuleSource> {
  readonly source: S;
  /** Index in the source's rules. */
  readonly index: number;
}

interface Entry<S extends RuleSource> extends FoundRule<S> {
  readonly rule: PolicyRule;
}

/** Rules of many sources, found by the resource asked for. */
export class RuleTable<S extends RuleSource> {
  readonly #byResource = new Map<string, Entry<S>[]>();
  readonly #withPaths: Entry<S>[] = [];

  constructor(sources: readonly S[]) {
    for (const source of sources) {
      let index = 0;
      for (const rule of source.rules) {
        this.#add({ source, index, rule });
        index += 1;
      }
    }
  }

  /** Returns every rule that allows what is asked, each once, in no order. */
  find(ask: AccessQuestion): FoundRule<S>[] {
    if (isPathQuestion(ask)) {
      return this.#withPaths.filter((entry) => allowsPath(entry.rule, ask.verb, ask.path));
    }
    const found = new Set<Entry<S>>();
    for (const resource of coveringResources(ask)) {
      for (const entry of this.#byResource.get(resource) ?? []) {
        if (allowsBesideResource(entry.rule, ask)) found.add(entry);
      }
    }
    return [...found];
  }

  #add(entry: Entry<S>): void {
    if (entry.rule.nonResourceURLs?.length) this.#withPaths.push(entry);
    const { resources = [] } = entry.rule;
    let at = -1;
    for (const resource of resources) {
      at += 1;
      if (resources.indexOf(resource) < at) continue;
      const entries = this.#byResource.get(resource);
      if (entries === undefined) this.#byResource.set(resource, [entry]);
      else entries.push(entry);
    }
  }
}
