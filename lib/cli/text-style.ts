import { fillText } from '#lib/model/text.ts';
import type { Locale, Text, TextParams } from '#lib/model/text.ts';
import type { Paint } from './paint.ts';

/** How a result is to be written. */
export interface TextStyle {
  readonly language: Locale;
  readonly paint: Paint;
}

/** Returns the text of the style's language with its parameters filled in. */
export function say({ language }: TextStyle, text: Text, params: TextParams = {}): string {
  return fillText(text[language], params);
}
