/** Line length that text results are set in. */
export const COLUMNS = 100;

// Scripts whose letters take two columns of a terminal.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** Returns how many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? 2 : 1;
  return width;
}

/** Between two wide letters a line may break; a word of narrow ones stays together. */
function brokenWords(text: string): string[] {
  return text.split(/(?<= )|(?<=[\u3000-\u9fff\uff00-\uff60])/u).filter((word) => word !== '');
}

/** Returns the text in lines that begin with `indent` and stay within the columns where words allow it. */
export function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of brokenWords(paragraph)) {
      if (line !== '' && widthOf(indent + line + word.trimEnd()) > COLUMNS) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += word;
    }
    lines.push(line.trimEnd());
  }
  return lines.map((line) => (line === '' ? '' : indent + line)).join('\n');
}

/** Returns a text without control characters: names and values of a cluster may not steer a terminal. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}
