import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import type { ScalarTag, Tags } from 'yaml';

/** What a full parser says of a text that is no YAML; line and column count from 1. */
export interface YamlFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** Which kind of fault it is, as the parser has it; null where it does not say. */
  readonly code: string | null;
}

export type FullYaml =
  | {
      readonly ok: true;
      readonly value: unknown;
      readonly line: number;
      readonly itemLines: readonly number[];
    }
  | { readonly ok: false; readonly fault: YamlFault; readonly isAliasUnknown: boolean };

/**
 * YAML 1.1 as Kubernetes reads it: yes and no, merge keys, octal; without times, sexagesimals and binary, and without
 * the letters y and n, which the plain reader takes for names, too.
 */
function kubernetesTags(tags: Tags): Tags {
  const kept = tags.filter((tag) => {
    if (typeof tag === 'string') return true;
    const isTime = 'format' in tag && tag.format === 'TIME';
    return !isTime && !/:(timestamp|binary|omap|pairs|set)$/.test(tag.tag);
  });
  return kept.map((tag) =>
    isBoolean(tag) ? { ...tag, test: tag.test?.test('yes') === true ? YES : NO } : tag,
  );
}

function isBoolean(tag: Tags[number]): tag is ScalarTag {
  return typeof tag !== 'string' && !('collection' in tag && tag.collection) && tag.tag.endsWith(':bool');
}

const YES = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const NO = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;

function lineOf(node: unknown, lines: LineCounter): number {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  return Array.isArray(range) && typeof range[0] === 'number' ? lines.linePos(range[0]).line : 1;
}

function itemLinesOf(contents: unknown, lines: LineCounter): number[] {
  if (!isMap(contents)) return [];
  const items = contents.get('items');
  return isSeq(items) ? items.items.map((item) => lineOf(item, lines)) : [];
}

function faultOf(error: unknown): YamlFault {
  return { line: 1, column: 1, message: error instanceof Error ? error.message : 'not readable', code: null };
}

/** Returns the value of one YAML document, with its line and those of its `items`, or the first fault in it. */
export function parseFullYaml(text: string): FullYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'yaml-1.1',
    merge: true,
    customTags: kubernetesTags,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [first] = document.errors;
  if (first !== undefined) {
    const { line, col } = lines.linePos(first.pos[0]);
    return {
      ok: false,
      fault: { line, column: col, message: first.message, code: first.code },
      isAliasUnknown: false,
    };
  }
  try {
    const { contents } = document;
    return {
      ok: true,
      value: document.toJS(),
      line: lineOf(contents, lines),
      itemLines: itemLinesOf(contents, lines),
    };
  } catch (error) {
    // An alias without its anchor, or aliases that would blow up.
    return { ok: false, fault: faultOf(error), isAliasUnknown: error instanceof ReferenceError };
  }
}
