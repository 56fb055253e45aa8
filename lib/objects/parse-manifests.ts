import { dropNulls } from './drop-nulls.ts';
import { parseFullYaml } from './full-yaml.ts';
import type { YamlFault } from './full-yaml.ts';
import { LineCursor } from './line-cursor.ts';
import type { ManifestProblem } from './manifest-problem.ts';
import { parseJsonManifests } from './parse-json.ts';
import { NOT_PLAIN, NotPlain } from './plain-scalar.ts';
import { PlainYaml } from './plain-yaml.ts';
import { syntaxWords } from './syntax-words.ts';
import { splitDocuments } from './split-documents.ts';
import type { DocumentSpan } from './split-documents.ts';
import { unrollList } from './unroll-list.ts';
import type { ParsedManifests } from './unroll-list.ts';

export type { ManifestProblem } from './manifest-problem.ts';
export type { ParsedManifests, RawDocument, TypedList } from './unroll-list.ts';

/** Returns the problem of a text that is no YAML, with the fault's place moved to where the text begins. */
function syntaxProblem(file: string, firstLine: number, fault: YamlFault): ManifestProblem {
  return {
    reason: 'syntax',
    file,
    line: firstLine + fault.line - 1,
    column: fault.column,
    message: syntaxWords(fault),
  };
}

interface Fault {
  readonly offset: number;
  readonly fault: YamlFault;
}

/** Reads the documents of one YAML text, each in the plain way where it can be. */
class YamlReader {
  private readonly text: string;
  private readonly file: string;
  private readonly out: ParsedManifests;
  private readonly plain: PlainYaml;
  private readonly lines: LineCursor;
  private itemFaults: Fault[] = [];
  private itemsStandAlone = false;

  constructor(text: string, file: string, out: ParsedManifests) {
    this.text = text;
    this.file = file;
    this.out = out;
    this.lines = new LineCursor(text);
    this.plain = new PlainYaml(text, (from, to) => this.item(from, to));
  }

  read(span: DocumentSpan): void {
    this.itemsStandAlone = false;
    if (span.isPlain && this.readPlain(span)) return;
    const line = this.lines.lineAt(span.start);
    const parsed = parseFullYaml(this.text.slice(span.start, span.end));
    if (parsed.ok) {
      const itemLines = parsed.itemLines.map((itemLine) => line + itemLine - 1);
      const place = { file: this.file, line: line + parsed.line - 1, itemLines, isCut: false };
      unrollList(dropNulls(parsed.value), place, this.out);
      return;
    }
    // The whole does not parse: of a list, the items that do are worth having.
    this.itemsStandAlone = true;
    if (span.isPlain && this.readPlain(span)) return;
    this.out.problems.push(syntaxProblem(this.file, line, parsed.fault));
  }

  /** Reads a document the quick way; returns false where it needs the full parser as a whole. */
  private readPlain(span: DocumentSpan): boolean {
    this.itemFaults = [];
    try {
      const { value, offset: start, itemOffsets } = this.plain.document(span.content, span.end);
      const line = this.lines.lineAt(start);
      const itemLines = itemOffsets.map((offset) => this.lines.lineAt(offset));
      const faults = this.itemFaults.map(({ offset, fault }) =>
        syntaxProblem(this.file, this.lines.lineAt(offset), fault),
      );
      this.out.problems.push(...faults);
      unrollList(value, { file: this.file, line, itemLines, isCut: faults.length > 0 }, this.out);
      return true;
    } catch (error) {
      if (!(error instanceof NotPlain)) throw error;
      return false;
    }
  }

  /** A list's item that is not plain; an alias in it may belong to an anchor before the item. */
  private item(from: number, to: number): unknown {
    const parsed = parseFullYaml(this.text.slice(from, to));
    if (parsed.ok) return dropNulls(Array.isArray(parsed.value) ? parsed.value[0] : parsed.value);
    if (parsed.isAliasUnknown && !this.itemsStandAlone) throw NOT_PLAIN;
    this.itemFaults.push({ offset: from, fault: parsed.fault });
    return undefined;
  }
}

/** Nesting that overflows the stack is no object of any kind. */
function guarded(file: string, out: ParsedManifests, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    out.problems.push(
      syntaxProblem(file, 1, { line: 1, column: 1, message: 'nested too deeply', code: null }),
    );
  }
}

/**
 * Returns the objects of a YAML or JSON text, lists unrolled and null fields dropped as the API server does. A
 * document that does not parse becomes a problem with its line and column, and the others are read.
 */
export function parseManifests(text: string, file: string): ParsedManifests {
  const out: ParsedManifests = { documents: [], lists: [], problems: [] };
  const unmarked = text.startsWith('\uFEFF') ? text.slice(1) : text;
  guarded(file, out, () => {
    if (parseJsonManifests(unmarked, file, out)) return;
    const source = unmarked.includes('\r') ? unmarked.replaceAll('\r\n', '\n') : unmarked;
    const reader = new YamlReader(source, file, out);
    for (const span of splitDocuments(source)) guarded(file, out, () => reader.read(span));
  });
  return out;
}
