import { text as bilingual } from '#lib/model/text.ts';
import { dropNulls } from './drop-nulls.ts';
import { LineCursor } from './line-cursor.ts';
import { unrollList } from './unroll-list.ts';
import type { ParsedManifests } from './unroll-list.ts';

/** A broken text up to this size is told to the YAML parser, which knows where it breaks; it also reads flow YAML. */
const SMALL_TEXT = 1_000_000;
// Between two objects of one stream; inside a JSON text this never stands, as strings hold no line breaks.
const BETWEEN_OBJECTS = /\}[ \t]*\r?\n\s*(?=\{)/g;

interface Part {
  readonly text: string;
  readonly offset: number;
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let offset = 0;
  for (const match of text.matchAll(BETWEEN_OBJECTS)) {
    parts.push({ text: text.slice(offset, match.index + 1), offset });
    offset = match.index + match[0].length;
  }
  parts.push({ text: text.slice(offset), offset });
  return parts;
}

function parsed(text: string): { readonly value: unknown } | { readonly failure: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : 'not JSON' };
  }
}

/** The engine names the place as an offset, or not at all where the text ends too early. */
function faultOffset(failure: string, text: string): number {
  const position = /at position (\d+)/.exec(failure)?.[1];
  return position === undefined ? text.length : Number(position);
}

/**
 * Reads a text that is JSON: one value, or several one after the other. Returns false, and adds nothing, when
 * the text is better read as YAML.
 */
export function parseJsonManifests(text: string, file: string, into: ParsedManifests): boolean {
  const first = /[^\s]/.exec(text.slice(0, 10_000))?.[0];
  if (first !== '{' && first !== '[') return false;
  const whole = parsed(text);
  if ('value' in whole) {
    addValue(whole.value, { file, line: 1 }, into);
    return true;
  }
  const parts = partsOf(text);
  const results = parts.map((part) => parsed(part.text));
  if ((parts.length === 1 && text.length <= SMALL_TEXT) || /^---/m.test(text)) return false;
  const lines = new LineCursor(text);
  for (const [index, result] of results.entries()) {
    const part = parts[index];
    if (part === undefined) continue;
    if ('value' in result) addValue(result.value, { file, line: lines.lineAt(part.offset) }, into);
    else addFault(part, result.failure, { file, text, into });
  }
  return true;
}

function addValue(value: unknown, place: { file: string; line: number }, into: ParsedManifests): void {
  unrollList(dropNulls(value), { ...place, itemLines: [], isCut: false }, into);
}

function addFault(
  part: Part,
  failure: string,
  { file, text, into }: { file: string; text: string; into: ParsedManifests },
) {
  const offset = part.offset + faultOffset(failure, part.text);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  into.problems.push({
    reason: 'syntax',
    file,
    line: new LineCursor(text).lineAt(offset),
    column: offset - lineStart + 1,
    message: bilingual(`does not parse: ${failure}`, `无法解析：${failure}`),
  });
}
