/** What pdfkit keeps of a font and does not tell in its types. */
export interface FontInside {
  readonly id: string;
  /** Codes of the glyphs in the embedded subset, and where each stands in thousandths of the size. */
  encode(text: string, features?: readonly string[]): [codes: string[], positions: GlyphPlace[]];
  ref(): unknown;
}

interface GlyphPlace {
  readonly xAdvance: number;
  readonly advanceWidth: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

export interface FormInside {
  readonly id: number;
  write(text: string): void;
  end(): void;
}

/** The parts of a document that pdfkit's own text functions write by. */
export interface DocumentInside {
  readonly _font: FontInside;
  readonly page: {
    readonly fonts: Record<string, unknown>;
    readonly xobjects: Record<string, unknown>;
  };
  ref(data: object): FormInside;
}

/** Returns the document with what its types leave out. */
export function insideOf(doc: PDFKit.PDFDocument): DocumentInside {
  return doc as unknown as DocumentInside;
}

/** Returns a colour such as `#1c1d1a` as the operator that fills with it. */
export function fillOperator(color: string): string {
  const parts = [1, 3, 5].map((at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255).toFixed(3));
  return `${parts.join(' ')} rg`;
}
