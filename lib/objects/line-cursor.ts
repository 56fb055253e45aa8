/** Turns offsets of a text into line numbers; cheap as long as the offsets asked for do not go back. */
export class LineCursor {
  private readonly text: string;
  private offset = 0;
  private line = 1;

  constructor(text: string) {
    this.text = text;
  }

  /** Returns the line of an offset, counted from 1. */
  lineAt(offset: number): number {
    if (offset < this.offset) {
      this.offset = 0;
      this.line = 1;
    }
    for (let at = this.text.indexOf('\n', this.offset); at !== -1 && at < offset;) {
      this.line += 1;
      this.offset = at + 1;
      at = this.text.indexOf('\n', this.offset);
    }
    return this.line;
  }
}
