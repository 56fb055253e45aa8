import { fileURLToPath } from 'node:url';
import type { Locale } from '#lib/model/text.ts';
import { fillOperator, insideOf, type FontInside } from './fonts-inside.ts';
import { breakLines, endsWide, piecesOf } from './line-breaks.ts';
import type { FontName, Style } from './styles.ts';

const FONT_FILES: Readonly<Record<FontName, string>> = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
};

const PROPORTIONAL = ['pwid'] as const;

interface Face {
  readonly font: FontInside;
  /** Widths at one point of size, and glyphs as a page's text operator takes them. */
  readonly widths: Map<string, number>;
  readonly glyphs: Map<string, string>;
}

/**
 * The fonts of a document: measures, breaks and writes text. Each word is shaped once however often it comes;
 * pdfkit's own text function would shape and place every line anew.
 */
export class TypeCase {
  readonly #doc: PDFKit.PDFDocument;
  readonly #locale: Locale;
  readonly #faces: Readonly<Record<FontName, Face>>;
  readonly #colors = new Map<string, string>();

  constructor(doc: PDFKit.PDFDocument, locale: Locale) {
    this.#doc = doc;
    this.#locale = locale;
    this.#faces = { regular: this.#load('regular'), bold: this.#load('bold') };
  }

  /** Returns a text's width in points. */
  width(text: string, { font, size }: Style): number {
    const { widths } = this.#faces[font];
    let atOne = widths.get(text);
    if (atOne === undefined) {
      const { font: face } = this.#faces[font];
      const [, places] = face.encode(text, this.#shaping(text));
      atOne = places.reduce((sum, { xAdvance }) => sum + xAdvance, 0) / 1000;
      widths.set(text, atOne);
    }
    return atOne * size;
  }

  /** Returns a text as lines no wider than `width` points. */
  lines(text: string, style: Style, width: number): string[] {
    return breakLines(text, width, (piece) => this.width(piece, style));
  }

  /** Writes one line of text onto the page in work; `y` is its baseline, counted from the top. */
  write(
    text: string,
    { font, size, color }: Style,
    { x, y }: { readonly x: number; readonly y: number },
  ): void {
    const { font: face } = this.#faces[font];
    const { page } = insideOf(this.#doc);
    page.fonts[face.id] ??= face.ref();
    let fill = this.#colors.get(color);
    if (fill === undefined) this.#colors.set(color, (fill = fillOperator(color)));
    let glyphs = '';
    for (const { text: word, spaces } of piecesOf(text))
      glyphs += this.#glyphs(' '.repeat(spaces) + word, font);
    // Whoever hears the text or searches it reads on from line to line: words must not run together there.
    if (!endsWide(text)) glyphs += this.#glyphs(' ', font);
    // The page is upside down for pdfkit, so the text is turned back.
    this.#doc.addContent(
      `${fill} BT /${face.id} ${size} Tf 1 0 0 -1 ${x.toFixed(2)} ${y.toFixed(2)} Tm [${glyphs}] TJ ET`,
    );
  }

  #load(name: FontName): Face {
    this.#doc.registerFont(name, fileURLToPath(import.meta.resolve(FONT_FILES[name])));
    this.#doc.font(name);
    return { font: insideOf(this.#doc)._font, widths: new Map(), glyphs: new Map() };
  }

  /** Quotation marks and the ellipsis are as wide as a Chinese character unless the font is asked otherwise. */
  #shaping(text: string): readonly string[] | undefined {
    return this.#locale !== 'zh-CN' && /[‘’“”…]/.test(text) ? PROPORTIONAL : undefined;
  }

  #glyphs(text: string, font: FontName): string {
    const face = this.#faces[font];
    const known = face.glyphs.get(text);
    if (known !== undefined) return known;
    const [codes, places] = face.font.encode(text, this.#shaping(text));
    let glyphs = '<';
    for (const [index, code] of codes.entries()) {
      glyphs += code;
      const place = places[index];
      const kerning = place === undefined ? 0 : place.advanceWidth - place.xAdvance;
      if (kerning !== 0) glyphs += `> ${kerning.toFixed(1)} <`;
    }
    glyphs += '>';
    face.glyphs.set(text, glyphs);
    return glyphs;
  }
}
