import type { Outcome } from '#lib/model/control.ts';
import type { Grade } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';
import { ACCENT, GRADE_INK, OUTCOME_INK, PAPER, SEVERITY_INK, UNKNOWN } from './palette.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

// Octagon, triangle, diamond, disc and ring, each on a square of 12: a severity is told by shape as well.
const SEVERITY_PATHS: Readonly<Record<Severity, string>> = {
  critical: 'M3.8 0h4.4L12 3.8v4.4L8.2 12H3.8L0 8.2V3.8z',
  high: 'M6 .6 12 11.4H0z',
  medium: 'M6 0l6 6-6 6-6-6z',
  low: 'M11 6A5 5 0 1 1 1 6A5 5 0 1 1 11 6z',
  info: 'M11 6A5 5 0 1 1 1 6A5 5 0 1 1 11 6zM9.4 6A3.4 3.4 0 1 0 2.6 6A3.4 3.4 0 1 0 9.4 6z',
};

const MARK = 'M1 4h5v4h3V2h2v6h3V4h5v14H1z';
const TOOTH = 'M2 8h8v6h4V3h12v11h4V8h8v30H2z';

/** Draws a severity's shape. */
export function drawSeverity(doc: PDFKit.PDFDocument, severity: Severity, spot: Spot): void {
  scaled(doc, { ...spot, of: 12 }, () =>
    doc.path(SEVERITY_PATHS[severity]).fill(SEVERITY_INK[severity], 'even-odd'),
  );
}

/** Draws what came of a check: tick, cross, bar, or a dashed ring where nothing was judged. */
export function drawOutcome(doc: PDFKit.PDFDocument, outcome: Outcome, spot: Spot): void {
  const ink = OUTCOME_INK[outcome];
  scaled(doc, { ...spot, of: 12 }, () => {
    doc.lineWidth(1.8).strokeColor(ink).lineCap('round');
    switch (outcome) {
      case 'pass':
        doc.moveTo(1.5, 6.5).lineTo(4.6, 9.6).lineTo(10.5, 2.6).stroke();
        break;
      case 'fail':
        doc.moveTo(2, 2).lineTo(10, 10).moveTo(10, 2).lineTo(2, 10).stroke();
        break;
      case 'not-applicable':
        doc.moveTo(2, 6).lineTo(10, 6).stroke();
        break;
      case 'not-assessed':
        doc.lineWidth(1.3).circle(6, 6, 4.6).dash(2.2, { space: 1.8 }).stroke();
        break;
      case 'error':
        doc.moveTo(6, 1.5).lineTo(6, 7).stroke();
        doc.circle(6, 10.4, 1.1).fill(ink);
        break;
    }
  });
}

/** Draws the battlement that is the product's mark. */
export function drawMark(doc: PDFKit.PDFDocument, spot: Spot): void {
  scaled(doc, { ...spot, of: 20 }, () => doc.path(MARK).fill(ACCENT));
}

/** Draws the grade in a battlement's tooth; dashed and empty where there is none. */
export function drawGrade(doc: PDFKit.PDFDocument, grade: Grade | null, spot: Spot): void {
  scaled(doc, { ...spot, of: 40 }, () => {
    if (grade === null) {
      doc.path(TOOTH).lineWidth(1.2).dash(3, { space: 2.4 }).stroke(UNKNOWN);
      return;
    }
    doc.path(TOOTH).fill(GRADE_INK[grade]);
    doc.font('bold').fontSize(20).fillColor(PAPER);
    doc.text(grade, 20 - doc.widthOfString(grade) / 2, 12.4, { lineBreak: false });
  });
}

/** Fills a box with slanted lines in a dashed frame: something that was not seen. */
export function drawHatched(
  doc: PDFKit.PDFDocument,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  doc.save();
  doc.rect(x, y, width, height).clip();
  doc.lineWidth(0.4).strokeColor('#b9bac2');
  for (let at = x - height; at < x + width; at += 3.6) doc.moveTo(at, y + height).lineTo(at + height, y);
  doc.stroke();
  doc.restore();
  doc.save();
  doc.roundedRect(x, y, width, height, 2).lineWidth(0.7).dash(2, { space: 1.6 }).stroke(UNKNOWN);
  doc.restore();
}

function scaled(doc: PDFKit.PDFDocument, spot: Spot & { readonly of: number }, draw: () => void): void {
  doc.save();
  doc.translate(spot.x, spot.y).scale(spot.size / spot.of);
  draw();
  doc.restore();
}
