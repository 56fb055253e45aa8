import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { Face } from './face.ts';
import { insideOf, type FontInside } from './fonts-inside.ts';

function loadFont(): FontInside {
  const doc = new PDFDocument({ autoFirstPage: false });
  const file = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
  doc.font(fileURLToPath(import.meta.resolve(file)));
  return insideOf(doc)._font;
}

const font = loadFont();

/** What the font itself makes of a whole word. */
function asked(word: string, features?: readonly string[]): { codes: string; width: number } {
  const [codes, places] = font.encode(word, features);
  return { codes: codes.join(''), width: places.reduce((sum, { xAdvance }) => sum + xAdvance, 0) / 1000 };
}

function codesOf(glyphs: string): string {
  return [...glyphs.matchAll(/<(\w*)>/g)].map(([, codes]) => codes).join('');
}

describe('Face', () => {
  it.each(['AVATAR', 'kube-system/default', 'TLSv.,', '安全态势', 'Pod 的“特权”', 'office', 'é', 'e\u0301'])(
    'sets "%s" as the font does, though it asks for letters and pairs alone',
    (word) => {
      const { glyphs, width } = new Face(font).set(word);
      expect(codesOf(glyphs)).toBe(asked(word).codes);
      expect(width).toBeCloseTo(asked(word).width, 6);
    },
  );

  it('moves letters that are kerned, and none that are set in columns', () => {
    expect(new Face(font).set('AV').glyphs).toMatch(/> [\d.]+ </);
    const column = new Face(font, { features: ['hwid'], isKerned: false });
    expect(column.set('AV').glyphs).toMatch(/^<\w{8}>$/);
    expect(column.set('AViM').width).toBe(2);
  });

  it('keeps Chinese punctuation wide among letters of half the width', () => {
    expect(new Face(font, { features: ['hwid'], isKerned: false }).set('（即 true）').width).toBe(5.5);
  });
});
