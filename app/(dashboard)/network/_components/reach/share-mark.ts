import type { Share } from '#lib/model/share-rows.ts';

/** How a cell is drawn: its number, its tint, and whether it is hatched. */
export interface ShareMark {
  readonly word: string;
  /** How strong the colour is, in percent; 0 for none. */
  readonly tint: number;
  readonly isUnknown: boolean;
}

const WHOLE = 1000;
const FAINTEST = 8;
const STRONGEST = 36;

/** Returns how a share is drawn: a quiet dot for nothing open, a number with a colour for the rest. */
export function shareMark(share: Share | null): ShareMark {
  if (share === null) return { word: '', tint: 0, isUnknown: false };
  const { open, unknown } = share;
  const isUnknown = unknown > 0;
  if (open === 0) return { word: isUnknown ? '?' : '·', tint: 0, isUnknown };
  const tint = isUnknown ? 0 : Math.round(FAINTEST + ((STRONGEST - FAINTEST) * open) / WHOLE);
  return { word: isUnknown ? `${percent(open)}?` : percent(open), tint, isUnknown };
}

/** Returns thousandths as whole percent; what is little or almost all is told as that. */
function percent(open: number): string {
  if (open === WHOLE) return '100';
  if (open < WHOLE / 100) return '<1';
  return open > (WHOLE * 99) / 100 ? '>99' : String(Math.round(open / 10));
}
