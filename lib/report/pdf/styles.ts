import { ACCENT, INK, INK_FAINT, INK_SOFT } from './palette.ts';

export type FontName = 'regular' | 'bold' | 'code';

/** How text is set: sizes and leading in points. */
export interface Style {
  readonly font: FontName;
  readonly size: number;
  readonly leading: number;
  readonly color: string;
}

const style = (font: FontName, [size, leading]: readonly [number, number], color: string): Style => ({
  font,
  size,
  leading,
  color,
});

export const STYLES = {
  heading1: style('bold', [19, 26], INK),
  heading2: style('bold', [12.5, 18], INK),
  heading3: style('bold', [10, 14.5], INK),
  lead: style('regular', [11.5, 17.5], INK),
  body: style('regular', [9, 13.5], INK),
  bodyStrong: style('bold', [9, 13.5], INK),
  soft: style('regular', [9, 13.5], INK_SOFT),
  small: style('regular', [7.8, 11.8], INK_SOFT),
  smallStrong: style('bold', [7.8, 11.8], INK_SOFT),
  tableHead: style('bold', [7.8, 11.8], INK_SOFT),
  table: style('regular', [8.4, 12.4], INK),
  tableStrong: style('bold', [8.4, 12.4], INK),
  tableFaint: style('regular', [8.4, 12.4], INK_FAINT),
  code: style('code', [8, 11.6], INK),
  evidence: style('code', [7.8, 11.8], INK),
  link: style('regular', [7.8, 11.8], ACCENT),
  foot: style('regular', [7.5, 10], INK_FAINT),
} as const satisfies Record<string, Style>;

/** Returns the style in another colour. */
export function inColor(base: Style, color: string): Style {
  return { ...base, color };
}
