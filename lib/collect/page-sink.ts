import { makeGap, type Gap } from '#lib/model/gap.ts';
import type { SliceItems } from '#lib/model/inventory.ts';
import { text } from '#lib/model/text.ts';
import { reshape } from '#lib/objects/reshape.ts';
import { resourceName, type Collector, type ListedSlice } from './collector.ts';

/** Reshapes pages as they come and keeps the records; the raw objects are dropped with their page. */
export class PageSink {
  readonly #collector: Collector;
  readonly #type: { readonly apiVersion: string; readonly kind: string };
  readonly #onCount: (done: number, remaining: number | null) => void;
  #items: SliceItems[ListedSlice][] = [];
  #refused = 0;
  #firstRefusal = '';

  constructor(
    collector: Collector,
    version: string,
    onCount: (done: number, remaining: number | null) => void,
  ) {
    const { group, kind } = collector;
    this.#collector = collector;
    this.#type = { apiVersion: group === '' ? version : `${group}/${version}`, kind };
    this.#onCount = onCount;
  }

  readonly take = (page: readonly unknown[], remaining: number | null): void => {
    for (const raw of page) {
      try {
        this.#items.push(reshape(this.#collector.slice, raw, this.#type));
      } catch (error) {
        // Whatever is wrong with one object, the others of its kind are still worth having.
        this.#refused += 1;
        if (this.#refused === 1) this.#firstRefusal = refusalOf(raw, error);
      }
    }
    this.#onCount(this.#items.length, remaining);
  };

  /** Forgets everything taken so far. */
  readonly clear = (): void => {
    this.#items = [];
    this.#refused = 0;
  };

  get items(): SliceItems[ListedSlice][] {
    return this.#items;
  }

  /** The gap for objects that could not be understood; null where there were none. */
  refusals(namespace: string | null): Gap | null {
    if (this.#refused === 0) return null;
    const resource = resourceName(this.#collector);
    return makeGap({
      slice: this.#collector.slice,
      reason: 'malformed',
      verb: 'list',
      resource,
      scope: namespace === null ? 'cluster' : `namespace/${namespace}`,
      message: text(
        `Left out of ${resource}, because they could not be understood: ${this.#refused}; the first: ${this.#firstRefusal}.`,
        `有 ${this.#refused} 个 ${resource} 无法解析，已略过；第一个：${this.#firstRefusal}。`,
      ),
      unlock: null,
    });
  }
}

function refusalOf(raw: unknown, error: unknown): string {
  const { namespace, name } =
    (raw as { metadata?: { namespace?: unknown; name?: unknown } } | null)?.metadata ?? {};
  const named = [namespace, name].filter((part) => typeof part === 'string').join('/');
  return `${named === '' ? '?' : named}: ${error instanceof Error ? error.message : 'unknown'}`;
}
