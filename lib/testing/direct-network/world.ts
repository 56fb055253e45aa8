/** A rule of the specification, as `NP-7`. */
export type RuleId = string;

/**
 * One way the things could be that the specification leaves open. Every question left open is asked of `choose`;
 * `everyWorld` evaluates once for each combination of answers. The two sides of a packet and the rules of a policy are
 * judged apart: what is left open is settled for each of them.
 */
export class World {
  readonly #script: readonly number[];
  readonly #taken: { readonly chosen: number; readonly of: number }[] = [];
  readonly #answers = new Map<string, number>();
  #notes = new Set<RuleId>();

  constructor(script: readonly number[]) {
    this.#script = script;
  }

  /** Returns a number below `count`, the same in this world whenever the same `question` is asked. */
  choose(question: string, count: number): number {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const chosen = this.#script[this.#taken.length] ?? 0;
    this.#taken.push({ chosen, of: count });
    this.#answers.set(question, chosen);
    return chosen;
  }

  /** Returns whether something left open by a rule holds in this world. */
  maybe(id: RuleId, question: string): boolean {
    this.note(id);
    return this.choose(`${id} ${question}`, 2) === 1;
  }

  /** Remembers that a rule of the specification had a say. */
  note(...ids: readonly RuleId[]): void {
    for (const id of ids) this.#notes.add(id);
  }

  /** Evaluates with notes of its own, which the caller keeps or drops. */
  aside<T>(evaluate: () => T): { readonly result: T; readonly notes: ReadonlySet<RuleId> } {
    const outer = this.#notes;
    this.#notes = new Set();
    const result = evaluate();
    const notes = this.#notes;
    this.#notes = outer;
    return { result, notes };
  }

  /** Returns the choices of the next world, or null after the last. */
  nextScript(): readonly number[] | null {
    const taken = [...this.#taken];
    for (let last = taken.pop(); last !== undefined; last = taken.pop())
      if (last.chosen + 1 < last.of) return [...taken.map(({ chosen }) => chosen), last.chosen + 1];
    return null;
  }
}

const MOST_WORLDS = 4096;

/** Returns what comes of the evaluation in every possible world. */
export function everyWorld<T>(evaluate: (world: World) => T): readonly T[] {
  const outcomes: T[] = [];
  let script: readonly number[] | null = [];
  while (script !== null) {
    if (outcomes.length === MOST_WORLDS) throw new Error('More is left open than can be tried.');
    const world: World = new World(script);
    outcomes.push(evaluate(world));
    script = world.nextScript();
  }
  return outcomes;
}
