import { inflateSync } from 'node:zlib';

/** What a PDF's own bytes say. */
export interface ReadPdf {
  /** The dictionaries of its objects, as written. */
  readonly objects: readonly string[];
  /** All text of all pages in the order it is written, what pages share among it. */
  readonly text: string;
  readonly pages: number;
}

interface PdfObject {
  readonly id: number;
  readonly dictionary: string;
  readonly stream: string | null;
}

/** Returns the objects and the text of a PDF as this project writes it; throws where it is none. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const source = Buffer.from(bytes).toString('latin1');
  if (!source.startsWith('%PDF-') || !source.trimEnd().endsWith('%%EOF'))
    throw new Error('this is no whole PDF');
  const objects = [...source.matchAll(/(\d+) 0 obj\n(.*?)\nendobj/gs)].map(toObject);
  const byId = new Map(objects.map((object) => [object.id, object]));
  const fonts = readFonts(objects, byId);
  const forms = readForms(objects, byId, fonts);
  const text = objects
    .filter(({ stream, dictionary }) => / TJ/.test(stream ?? '') && !dictionary.includes('/Subtype /Form'))
    .map(({ stream }) => pageText(stream ?? '', fonts, forms))
    .join('\n');
  return {
    objects: objects.map(({ dictionary }) => dictionary),
    text,
    pages: objects.filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary)).length,
  };
}

function toObject([, id = '', body = '']: RegExpExecArray): PdfObject {
  const at = body.indexOf('\nstream\n');
  if (at === -1) return { id: Number(id), dictionary: body, stream: null };
  const dictionary = body.slice(0, at);
  const raw = Buffer.from(body.slice(at + '\nstream\n'.length, body.lastIndexOf('\nendstream')), 'latin1');
  const isPacked = dictionary.includes('/FlateDecode');
  return { id: Number(id), dictionary, stream: (isPacked ? inflateSync(raw) : raw).toString('latin1') };
}

type Letters = ReadonlyMap<string, string>;

/** The letters behind a font's codes, by the name that pages call the font. */
function readFonts(
  objects: readonly PdfObject[],
  byId: ReadonlyMap<number, PdfObject>,
): ReadonlyMap<string, Letters> {
  const fonts = new Map<string, Letters>();
  for (const { dictionary } of objects) {
    for (const [, name = '', id] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(byId.get(Number(id))?.dictionary ?? '')?.[1];
      const map = byId.get(Number(unicode))?.stream;
      if (map !== null && map !== undefined && !fonts.has(name)) fonts.set(name, readLetters(map));
    }
  }
  return fonts;
}

function readLetters(map: string): Letters {
  const letters = new Map<string, string>();
  for (const [, from = '', list = ''] of map.matchAll(/<(\w{4})> <\w{4}> \[(.*?)\]/gs)) {
    let code = Number.parseInt(from, 16);
    for (const [, hex = ''] of list.matchAll(/<([\w ]*)>/g)) {
      const units = (hex.match(/\w{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
      letters.set(code.toString(16).padStart(4, '0'), String.fromCharCode(...units));
      code += 1;
    }
  }
  return letters;
}

/** The text of what pages share, by the name that pages call it. */
function readForms(
  objects: readonly PdfObject[],
  byId: ReadonlyMap<number, PdfObject>,
  fonts: ReadonlyMap<string, Letters>,
): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (const { dictionary } of objects) {
    for (const [, name = '', id] of dictionary.matchAll(/\/(\w+) (\d+) 0 R/g)) {
      const form = byId.get(Number(id));
      if (form?.stream === null || form?.dictionary.includes('/Subtype /Form') !== true) continue;
      forms.set(name, pageText(form.stream, fonts, new Map()));
    }
  }
  return forms;
}

function pageText(
  stream: string,
  fonts: ReadonlyMap<string, Letters>,
  forms: ReadonlyMap<string, string>,
): string {
  let letters: Letters = new Map();
  let text = '';
  for (const [, font, line, word, form] of stream.matchAll(
    /\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ|<(\w*)> Tj|\/(\w+) Do/g,
  )) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map();
    // It goes on where the line before it ends.
    if (form !== undefined) text = `${text.trimEnd()}${forms.get(form) ?? '?'}\n`;
    if (word !== undefined) text += lettersOf(word, letters);
    if (line === undefined) continue;
    for (const [, hex = ''] of line.matchAll(/<(\w*)>/g)) text += lettersOf(hex, letters);
    text = `${text.trimEnd()}\n`;
  }
  return text;
}

function lettersOf(hex: string, letters: Letters): string {
  return (hex.match(/.{4}/g) ?? []).map((code) => letters.get(code) ?? '?').join('');
}
