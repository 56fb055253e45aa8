import { nearMatches } from '#lib/model/near-matches.ts';
import { apiGroupOf } from '#lib/model/resource-ref.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { RawDocument } from '#lib/objects/parse-manifests.ts';
import { groupVariants } from './collector.ts';
import { COLLECTORS } from './collectors.ts';

/** What an object is called that nobody here reads: the field that says so, and what to write instead. */
export interface UnknownKind {
  readonly path: 'apiVersion' | 'kind';
  readonly message: Text;
}

interface KnownKind {
  readonly group: string;
  readonly kind: string;
  readonly versions: readonly string[];
}

const KNOWN: readonly KnownKind[] = COLLECTORS.flatMap(groupVariants);

/** Returns what is wrong with the type of an object; null where its kind is read in that version. */
export function unknownKind({
  apiVersion,
  kind,
}: Pick<RawDocument, 'apiVersion' | 'kind'>): UnknownKind | null {
  const group = apiGroupOf(apiVersion);
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const own = KNOWN.find((one) => one.group === group && one.kind === kind);
  if (own?.versions.includes(version) === true) return null;
  if (own !== undefined) return { path: 'apiVersion', message: otherVersion(apiVersion, own) };
  const elsewhere = KNOWN.filter((one) => one.kind === kind);
  if (elsewhere.length > 0) return { path: 'apiVersion', message: otherGroup(apiVersion, elsewhere) };
  const kinds = new Map(KNOWN.map((one) => [one.kind.toLowerCase(), one.kind]));
  const near = nearMatches(kind, [...kinds.keys()]).flatMap((one) => kinds.get(one) ?? []);
  return { path: 'kind', message: otherKind(kind, near) };
}

function otherVersion(apiVersion: string, known: KnownKind): Text {
  const right = known.versions.map((version) => versionOf(known, version));
  return text(
    `${known.kind} of ${apiVersion} cannot be read here. Write apiVersion: ${right.join(' or ')}.`,
    `此处无法读取 ${apiVersion} 的 ${known.kind}。请写 apiVersion: ${right.join(' 或 ')}。`,
  );
}

function otherGroup(apiVersion: string, known: readonly KnownKind[]): Text {
  const [{ kind } = { kind: '' }] = known;
  const right = known.map((one) => versionOf(one, one.versions[0] ?? ''));
  return text(
    `There is no ${kind} in ${apiVersion}. Write apiVersion: ${right.join(' or ')}.`,
    `${apiVersion} 中没有 ${kind}。请写 apiVersion: ${right.join(' 或 ')}。`,
  );
}

function otherKind(kind: string, near: readonly string[]): Text {
  if (near.length === 0) {
    return text(
      `${kind} is no kind that is read here. Write the kind of a policy, such as NetworkPolicy, or leave the document out.`,
      `${kind} 不是此处读取的类型。请写策略的类型，例如 NetworkPolicy，或删除该文档。`,
    );
  }
  return text(
    `${kind} is no kind that is read here. Did you mean ${near.join(' or ')}?`,
    `${kind} 不是此处读取的类型。是否想写 ${near.join(' 或 ')}？`,
  );
}

function versionOf({ group }: KnownKind, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}
