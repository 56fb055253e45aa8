import type { Block, PortCell, PortLook } from '#lib/report/report-document.ts';
import { HIGH_SOFT, INK_FAINT, PAPER, PASS, PASS_SOFT, SEVERITY_INK, UNKNOWN } from './palette.ts';
import { drawHatched } from './shapes.ts';
import { PAGE, TEXT_WIDTH, type Element, type Sheet } from './sheet.ts';
import { STYLES, inColor, type Style } from './styles.ts';

type MatrixBlock = Extract<Block, { kind: 'matrix' }>;

const ROW = 18;
const NAME_WIDTH = 118;
const CELL_HEIGHT = 13;

const WORD: Style = { ...STYLES.smallStrong, size: 7.2, leading: CELL_HEIGHT };

const LOOKS: Readonly<Record<PortLook, { readonly ground: string | null; readonly ink: string }>> = {
  fine: { ground: PASS_SOFT, ink: PASS },
  notable: { ground: HIGH_SOFT, ink: SEVERITY_INK.high },
  bad: { ground: SEVERITY_INK.critical, ink: PAPER },
  unseen: { ground: null, ink: UNKNOWN },
  closed: { ground: null, ink: INK_FAINT },
  none: { ground: null, ink: INK_FAINT },
};

/** Draws nodes against ports; the head stands again on each page. */
export function drawMatrix(sheet: Sheet, block: MatrixBlock, parent: Element): void {
  const step = Math.min(52, (TEXT_WIDTH - NAME_WIDTH) / block.ports.length);
  sheet.ensure(2 * STYLES.tableHead.leading + 4 * ROW);
  const table = sheet.element('Table', parent, { title: block.label });
  drawHead(sheet, block, { step, table });
  for (const row of block.rows) {
    if (sheet.room < ROW) {
      sheet.newPage();
      drawHead(sheet, block, { step, table: null });
    }
    drawRow(sheet, row, { step, table });
  }
  table.end();
  sheet.y += 10;
}

function drawHead(
  sheet: Sheet,
  { nodeWord, ports }: MatrixBlock,
  { step, table }: { readonly step: number; readonly table: Element | null },
): void {
  const style = { ...STYLES.tableHead, size: 7.2 };
  const names = { ...STYLES.small, size: 6.6, leading: 9 };
  const top = sheet.y;
  const row = table === null ? null : sheet.element('TR', table);
  const cell = (draw: () => void): void => {
    if (row === null) return sheet.artifact(draw);
    const element = sheet.element('TH', row, { scope: 'Column' });
    sheet.content(element, 'TH', draw);
    element.end();
  };
  cell(() => sheet.line(nodeWord, style, { x: PAGE.left, y: top + 9 }));
  for (const [index, { port, name }] of ports.entries()) {
    const middle = PAGE.left + NAME_WIDTH + step * (index + 0.5);
    cell(() => {
      centre(sheet, String(port), { style, middle, y: top });
      for (const [at, line] of sheet.type.lines(name, names, step - 3).entries()) {
        centre(sheet, line, { style: names, middle, y: top + 11 + at * names.leading });
      }
    });
  }
  row?.end();
  sheet.y = top + 32;
  sheet.rule(sheet.y);
}

function drawRow(
  sheet: Sheet,
  { name, cells }: MatrixBlock['rows'][number],
  { step, table }: { readonly step: number; readonly table: Element },
): void {
  const top = sheet.y;
  const row = sheet.element('TR', table);
  const head = sheet.element('TH', row, { scope: 'Row' });
  const [first = '', ...others] = sheet.type.lines(name, STYLES.tableStrong, NAME_WIDTH - 8);
  sheet.content(head, 'TH', () => {
    // A name too long for its column goes on in a second, smaller line rather than being cut.
    const style = others.length === 0 ? STYLES.tableStrong : { ...STYLES.tableStrong, size: 6.4, leading: 8 };
    const lines = others.length === 0 ? [first] : sheet.type.lines(name, style, NAME_WIDTH - 8);
    const y = top + (ROW - lines.length * style.leading) / 2;
    for (const [index, line] of lines.entries()) {
      sheet.line(line, style, { x: PAGE.left, y: y + index * style.leading });
    }
  });
  head.end();
  for (const [index, cell] of cells.entries()) {
    const element = sheet.element('TD', row, { alt: cell.spoken });
    const middle = PAGE.left + NAME_WIDTH + step * (index + 0.5);
    sheet.content(element, 'TD', () =>
      drawCell(sheet, cell, { middle, y: top + (ROW - CELL_HEIGHT) / 2, width: step - 8 }),
    );
    element.end();
  }
  row.end();
  sheet.y = top + ROW;
  sheet.rule(sheet.y);
}

function drawCell(
  sheet: Sheet,
  { look, text }: PortCell,
  { middle, y, width }: { readonly middle: number; readonly y: number; readonly width: number },
): void {
  const { ground, ink } = LOOKS[look];
  const x = middle - width / 2;
  if (look === 'unseen') drawHatched(sheet.doc, { x, y, width, height: CELL_HEIGHT });
  if (ground !== null) sheet.doc.roundedRect(x, y, width, CELL_HEIGHT, 2.5).fill(ground);
  centre(sheet, text, { style: inColor(WORD, ink), middle, y });
}

/** Says what each look of the matrix means. */
export function drawLegend(
  sheet: Sheet,
  { items }: Extract<Block, { kind: 'legend' }>,
  parent: Element,
): void {
  const style = STYLES.small;
  const box = 26;
  sheet.ensure(ROW);
  const list = sheet.element('P', parent);
  sheet.content(list, 'P', () => {
    let x: number = PAGE.left;
    for (const item of items) {
      const width = box + 6 + sheet.type.width(item.spoken, style) + 9;
      if (x + width > PAGE.width - PAGE.right + 9) {
        x = PAGE.left;
        sheet.y += ROW;
      }
      const y = sheet.y + (ROW - CELL_HEIGHT) / 2;
      drawCell(sheet, item, { middle: x + box / 2, y, width: box });
      sheet.line(item.spoken, style, { x: x + box + 6, y: sheet.y + (ROW - style.leading) / 2 });
      x += width;
    }
  });
  list.end();
  sheet.y += ROW + 6;
}

function centre(
  sheet: Sheet,
  text: string,
  { style, middle, y }: { readonly style: Style; readonly middle: number; readonly y: number },
): void {
  sheet.line(text, style, { x: middle - sheet.type.width(text, style) / 2, y });
}
