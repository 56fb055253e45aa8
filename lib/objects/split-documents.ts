/** One document of a YAML stream, by offsets of the text. */
export interface DocumentSpan {
  /** Where the document begins, its marker included. */
  readonly start: number;
  /** Where its content begins. */
  readonly content: number;
  readonly end: number;
  /** Something other than a comment stands on the marker's line; or it has directives: the full parser's matter. */
  readonly isPlain: boolean;
}

const MARKERS = ['---', '...'] as const;

function isMarker(text: string, at: number): boolean {
  const after = text.charAt(at + 3);
  return after === '' || after === '\n' || after === ' ' || after === '\t';
}

/** A marker at the beginning of a line ends a document wherever it stands, inside texts as well. */
function markersOf(text: string): number[] {
  const found: number[] = [];
  for (const marker of MARKERS) {
    if (text.startsWith(marker) && isMarker(text, 0)) found.push(0);
    for (let at = text.indexOf(`\n${marker}`); at !== -1; at = text.indexOf(`\n${marker}`, at + 1)) {
      if (isMarker(text, at + 1)) found.push(at + 1);
    }
  }
  return found.toSorted((a, b) => a - b);
}

// Only blank lines and comments may stand before a directive.
const DIRECTIVE_FIRST = /^(?:[ \t]*(?:#[^\n]*)?\n)*%/;
const BEGINNING = 4_000;

function spanFrom(text: string, mark: number, end: number): DocumentSpan {
  const isStartMark = mark !== -1 && text.startsWith('---', mark);
  const content = mark === -1 ? 0 : mark + MARKERS[0].length;
  const lineEnd = text.indexOf('\n', content);
  const beside = mark === -1 ? '' : text.slice(content, lineEnd === -1 ? end : Math.min(lineEnd, end)).trim();
  const hasDirectives = !isStartMark && DIRECTIVE_FIRST.test(text.slice(content, content + BEGINNING));
  const isPlain = !hasDirectives && (beside === '' || beside.startsWith('#'));
  return { start: isStartMark ? mark : content, content, end, isPlain };
}

/** Returns the documents of a YAML text in their order, directives together with the document they are for. */
export function splitDocuments(text: string): DocumentSpan[] {
  const marks = markersOf(text);
  const starts = marks[0] === 0 ? marks : [-1, ...marks];
  const spans: DocumentSpan[] = [];
  for (let index = 0; index < starts.length; index += 1) {
    const mark = starts[index] ?? -1;
    const span = spanFrom(text, mark, starts[index + 1] ?? text.length);
    const isForNext = !span.isPlain && span.start === span.content && index + 1 < starts.length;
    if (isForNext) index += 1;
    spans.push(isForNext ? { ...span, end: starts[index + 1] ?? text.length } : span);
  }
  return spans;
}
