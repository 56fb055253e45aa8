import type { Block, Cell, Column } from '#lib/report/report-document.ts';
import { LINE, OUTCOME_INK, SEVERITY_INK } from './palette.ts';
import { drawOutcome, drawSeverity } from './shapes.ts';
import { PAGE, TEXT_WIDTH, type Element, type Sheet } from './sheet.ts';
import { STYLES, inColor, type Style } from './styles.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;

const PAD_X = 5;
const PAD_Y = 3.6;
const MARK_SIZE = 6.6;
const MARK_ROOM = 11;

interface Track {
  readonly x: number;
  /** Without the padding. */
  readonly width: number;
  readonly column: Column;
}

interface SetCell {
  readonly cell: Cell;
  readonly track: Track;
  readonly style: Style;
  readonly lines: readonly string[];
}

/** Sets a table; its head stands again on each page, and a row too tall for a page goes on at the next. */
export function drawTable(sheet: Sheet, block: TableBlock, parent: Element): void {
  const tracks = tracksOf(block.columns);
  const table = sheet.element('Table', parent, { title: block.label });
  const head = block.columns.map((column, index): SetCell => {
    const track = trackAt(tracks, index);
    const lines = sheet.type.lines(column.label, STYLES.tableHead, track.width);
    return { cell: { text: column.label }, track, style: STYLES.tableHead, lines };
  });
  const [first] = block.rows;
  const firstHeight = first === undefined ? 0 : heightOf(setRow(sheet, first, tracks));
  sheet.ensure(heightOf(head) + Math.min(firstHeight, 120));
  drawHead(sheet, head, table);
  for (const row of block.rows) drawRow(sheet, { cells: setRow(sheet, row, tracks), head, table });
  table.end();
  sheet.y += 12;
}

function tracksOf(columns: readonly Column[]): readonly Track[] {
  let x: number = PAGE.left;
  return columns.map((column, index) => {
    const width = column.share * TEXT_WIDTH;
    // The outer columns end with the rules above and below them.
    const left = index === 0 ? 0 : PAD_X;
    const right = index === columns.length - 1 ? 0 : PAD_X;
    const track = { x: x + left, width: width - left - right, column };
    x += width;
    return track;
  });
}

function trackAt(tracks: readonly Track[], index: number): Track {
  const track = tracks[index];
  if (track === undefined) throw new Error(`a row has more cells than its table has columns: ${index + 1}`);
  return track;
}

function setRow(sheet: Sheet, row: readonly Cell[], tracks: readonly Track[]): readonly SetCell[] {
  return row.map((cell, index) => {
    const track = trackAt(tracks, index);
    const style = styleOf(cell);
    const indent = markOf(cell) ? MARK_ROOM : 0;
    return { cell, track, style, lines: sheet.type.lines(cell.text, style, track.width - indent) };
  });
}

function markOf({ severity, outcome }: Cell): boolean {
  return severity !== undefined || outcome !== undefined;
}

function styleOf({ severity, outcome, strong, faint }: Cell): Style {
  if (severity !== undefined) return inColor(STYLES.tableStrong, SEVERITY_INK[severity]);
  if (outcome !== undefined) return inColor(STYLES.tableStrong, OUTCOME_INK[outcome]);
  if (strong === true) return STYLES.tableStrong;
  return faint === true ? STYLES.tableFaint : STYLES.table;
}

function heightOf(cells: readonly SetCell[]): number {
  return Math.max(...cells.map(({ lines, style }) => lines.length * style.leading)) + 2 * PAD_Y;
}

function drawHead(sheet: Sheet, head: readonly SetCell[], table: Element): void {
  const row = sheet.element('TR', table);
  const height = heightOf(head);
  const top = sheet.y;
  for (const { lines, track, style } of head) {
    const cell = sheet.element('TH', row, { scope: 'Column' });
    sheet.content(cell, 'TH', () => drawLines(sheet, { lines, track, style, top: top + PAD_Y, indent: 0 }));
    cell.end();
  }
  row.end();
  sheet.y = top + height;
  sheet.artifact(() => {
    const { doc, y } = sheet;
    doc
      .moveTo(PAGE.left, y)
      .lineTo(PAGE.width - PAGE.right, y)
      .lineWidth(0.9)
      .strokeColor('#868780')
      .stroke();
  });
}

interface Row {
  readonly cells: readonly SetCell[];
  readonly head: readonly SetCell[];
  readonly table: Element;
}

function drawRow(sheet: Sheet, { cells, head, table }: Row): void {
  const height = heightOf(cells);
  const emptyPage = PAGE.height - PAGE.top - PAGE.bottom - heightOf(head);
  // A row that fits on a page is not cut; one that does not begins where it stands.
  if (height > sheet.room && (height <= emptyPage || sheet.room < 60)) turnPage(sheet, head);
  const row = sheet.element('TR', table);
  const elements = cells.map((_, index) => sheet.element(index === 0 ? 'TH' : 'TD', row, rowScope(index)));
  const count = Math.max(...cells.map(({ lines }) => lines.length));
  const leading = Math.max(...cells.map(({ style }) => style.leading));
  let from = 0;
  do {
    if (from > 0) turnPage(sheet, head);
    const fits = Math.max(1, Math.floor((sheet.room - 2 * PAD_Y) / leading));
    drawPart(sheet, { cells, elements, from, to: from + fits });
    sheet.y += Math.min(fits, count - from) * leading + 2 * PAD_Y;
    sheet.rule(sheet.y);
    from += fits;
  } while (from < count);
  for (const element of elements) element.end();
  row.end();
}

function rowScope(index: number): { scope?: 'Row' } {
  return index === 0 ? { scope: 'Row' } : {};
}

/** On a further page the head is a repetition: it is drawn, but it is no part of the table. */
function turnPage(sheet: Sheet, head: readonly SetCell[]): void {
  sheet.newPage();
  const top = sheet.y;
  sheet.artifact(() => {
    for (const { lines, track, style } of head) {
      drawLines(sheet, { lines, track, style, top: top + PAD_Y, indent: 0 });
    }
    const y = top + heightOf(head);
    sheet.doc
      .moveTo(PAGE.left, y)
      .lineTo(PAGE.width - PAGE.right, y)
      .lineWidth(0.9)
      .strokeColor(LINE)
      .stroke();
  });
  sheet.y = top + heightOf(head);
}

interface Part {
  readonly cells: readonly SetCell[];
  readonly elements: readonly Element[];
  readonly from: number;
  readonly to: number;
}

function drawPart(sheet: Sheet, { cells, elements, from, to }: Part): void {
  const top = sheet.y + PAD_Y;
  for (const [index, { cell, track, style, lines }] of cells.entries()) {
    const part = lines.slice(from, to);
    const element = elements[index];
    if (element === undefined || part.length === 0) continue;
    sheet.content(element, index === 0 ? 'TH' : 'TD', () => {
      const spot = { x: track.x, y: top + (style.leading - MARK_SIZE) / 2, size: MARK_SIZE };
      if (from === 0 && cell.severity !== undefined) drawSeverity(sheet.doc, cell.severity, spot);
      if (from === 0 && cell.outcome !== undefined) drawOutcome(sheet.doc, cell.outcome, spot);
      drawLines(sheet, { lines: part, track, style, top, indent: markOf(cell) ? MARK_ROOM : 0 });
    });
  }
}

interface Lines {
  readonly lines: readonly string[];
  readonly track: Track;
  readonly style: Style;
  readonly top: number;
  readonly indent: number;
}

function drawLines(sheet: Sheet, { lines, track, style, top, indent }: Lines): void {
  for (const [index, line] of lines.entries()) {
    const shift = track.column.align === 'right' ? track.width - sheet.type.width(line, style) : indent;
    sheet.line(line, style, { x: track.x + shift, y: top + index * style.leading });
  }
}
