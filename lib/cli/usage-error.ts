import type { Text } from '#lib/model/text.ts';

/** The command line was not understood; the text says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}
