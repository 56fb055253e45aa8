import { refOf } from '#lib/model/kube-object.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { apiGroupOf, refKey } from '#lib/model/resource-ref.ts';
import { text, type Text } from '#lib/model/text.ts';
import { MalformedObject } from '#lib/objects/malformed-object.ts';
import type { ManifestProblem, RawDocument } from '#lib/objects/parse-manifests.ts';
import { reshape } from '#lib/objects/reshape.ts';
import { groupVariants } from './collector.ts';
import type { Collector, ListedSlice } from './collector.ts';

/** Where `kubectl apply` puts an object that names no namespace. */
const DEFAULT_NAMESPACE = 'default';
const NAMESPACE_TYPE = { apiVersion: 'v1', kind: 'Namespace' } as const;

interface Ignored {
  readonly first: RawDocument;
  count: number;
}

interface Held {
  readonly document: RawDocument;
  readonly record: KubeObject;
}

type Fields = Readonly<Record<string, unknown>>;

function problemAt(
  { file, line }: RawDocument,
  reason: ManifestProblem['reason'],
  message: ManifestProblem['message'],
): ManifestProblem {
  return { reason, file, line, column: null, message };
}

function versionOf({ apiVersion }: RawDocument): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

function notJudged({ kind, apiVersion }: RawDocument, count: number): Text {
  return text(
    `${kind} of ${apiVersion} is not judged (objects: ${count})`,
    `不检查 ${apiVersion} 的 ${kind}（对象数：${count}）`,
  );
}

function titleOf(record: KubeObject): string {
  const { namespace, name } = record.metadata;
  return `${record.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** Orders records as the API lists them. */
function byName(a: KubeObject, b: KubeObject): number {
  const namespaces = byCodeUnit(a.metadata.namespace ?? '', b.metadata.namespace ?? '');
  return namespaces === 0 ? byCodeUnit(a.metadata.name, b.metadata.name) : namespaces;
}

/** Gathers the records of files by slice: one for each object, the last where it is told several times. */
export class FileObjects {
  private readonly collectors = new Map<string, Collector>();
  private readonly slices = new Map<ListedSlice, Map<string, Held>>();
  private readonly malformed = new Map<ListedSlice, ManifestProblem[]>();
  private readonly ignored = new Map<string, Ignored>();
  private readonly told: ManifestProblem[] = [];

  constructor(collectors: readonly Collector[]) {
    for (const collector of collectors) {
      for (const variant of groupVariants(collector)) {
        this.collectors.set(`${variant.group}/${variant.kind}`, variant);
      }
      this.slices.set(collector.slice, new Map());
    }
  }

  add(document: RawDocument): void {
    const known = this.kindOf(document);
    const collector = known?.versions.includes(versionOf(document)) === true ? known : undefined;
    if (collector === undefined) {
      this.ignore(document);
      // Of a kind that is judged, in a version that is not: it may say anything.
      if (known !== undefined)
        this.leaveOut(known.slice, {
          ...problemAt(document, 'ignored-kind', notJudged(document, 1)),
          ...placeOf(document, known),
        });
      return;
    }
    try {
      this.hold(collector.slice, document, this.recordOf(document, collector));
    } catch (error) {
      if (!(error instanceof MalformedObject)) throw error;
      const { message } = error;
      const words = text(`${document.kind} left out: ${message}`, `已略过 ${document.kind}：${message}`);
      const field = { path: error.path, expected: error.expected };
      const problem = { ...problemAt(document, 'malformed-object', words), field };
      this.told.push(problem);
      this.leaveOut(collector.slice, { ...problem, ...placeOf(document, collector) });
    }
  }

  /** Adds the namespaces that objects are in and no file describes. */
  addNamedNamespaces(): void {
    const namespaces = this.slices.get('namespaces');
    if (namespaces === undefined) return;
    const known = new Set(namespaces.values().map(({ record }) => record.metadata.name));
    for (const held of this.slices.values()) {
      for (const { document, record } of held.values()) {
        const name = record.metadata.namespace;
        if (name === undefined || known.has(name)) continue;
        known.add(name);
        const made = reshape('namespaces', { metadata: { name } }, NAMESPACE_TYPE);
        namespaces.set(refKey(refOf(made)), { document, record: made });
      }
    }
  }

  /** Returns the records of a slice, sorted by namespace and name. */
  itemsOf(slice: ListedSlice): KubeObject[] {
    return [...(this.slices.get(slice)?.values() ?? [])].map(({ record }) => record).toSorted(byName);
  }

  /** Returns the line each record begins on. */
  lines(): ReadonlyMap<KubeObject, number> {
    const held = [...this.slices.values()].flatMap((slice) => [...slice.values()]);
    return new Map(held.map(({ record, document }) => [record, document.line]));
  }

  /** Returns the problems of a slice's objects that could not be understood. */
  malformedOf(slice: ListedSlice): readonly ManifestProblem[] {
    return this.malformed.get(slice) ?? [];
  }

  /** Returns what was not taken as it may have been meant. */
  problems(): ManifestProblem[] {
    const ignored = [...this.ignored.values()].map(({ first, count }) =>
      problemAt(first, 'ignored-kind', notJudged(first, count)),
    );
    return [...this.told, ...ignored];
  }

  private ignore(document: RawDocument): void {
    const key = `${document.apiVersion}/${document.kind}`;
    const known = this.ignored.get(key);
    if (known === undefined) this.ignored.set(key, { first: document, count: 1 });
    else known.count += 1;
  }

  private leaveOut(slice: ListedSlice, problem: ManifestProblem): void {
    const others = this.malformed.get(slice);
    if (others === undefined) this.malformed.set(slice, [problem]);
    else others.push(problem);
  }

  private kindOf({ apiVersion, kind }: RawDocument): Collector | undefined {
    return this.collectors.get(`${apiGroupOf(apiVersion)}/${kind}`);
  }

  private recordOf(document: RawDocument, collector: Collector): KubeObject {
    const { raw, apiVersion, kind } = document;
    return reshape(collector.slice, withNamespace(raw, collector.namespaced), { apiVersion, kind });
  }

  private hold(slice: ListedSlice, document: RawDocument, record: KubeObject): void {
    const held = this.slices.get(slice);
    const key = refKey(refOf(record));
    const before = held?.get(key);
    if (before !== undefined) {
      const place = `${before.document.file}:${before.document.line}`;
      const title = titleOf(record);
      const words = text(`${title} replaces the one of ${place}`, `${title} 取代了 ${place} 中的同名对象`);
      this.told.push(problemAt(document, 'duplicate', words));
    }
    held?.set(key, { document, record });
  }
}

/** An object without a namespace gets the default one; one that belongs to the whole cluster has none. */
function withNamespace(raw: Fields, isNamespaced: boolean): Fields {
  const metadata = raw['metadata'];
  if (typeof metadata !== 'object' || metadata === null) return raw;
  const fields = metadata as Fields;
  const named = fields['namespace'];
  if (isNamespaced) {
    const isNamed = named !== undefined && named !== '';
    return isNamed ? raw : { ...raw, metadata: { ...fields, namespace: DEFAULT_NAMESPACE } };
  }
  if (named === undefined) return raw;
  const { namespace: _, ...rest } = fields;
  return { ...raw, metadata: rest };
}

/** Returns the namespace that an object is in, however little else of it was understood. */
function placeOf({ raw }: RawDocument, { namespaced }: Collector): { readonly namespace?: string } {
  const { metadata } = raw;
  if (!namespaced || typeof metadata !== 'object' || metadata === null) return {};
  const { namespace = 'default' } = metadata as { readonly namespace?: unknown };
  return typeof namespace === 'string' && namespace !== '' ? { namespace } : {};
}
