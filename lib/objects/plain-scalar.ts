/** Thrown by the plain reader where only the full YAML parser knows. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain';
}

/** Thrown thousands of times in a file of many odd items: made once, as nobody reads its stack. */
export const NOT_PLAIN = new NotPlain();

/**
 * The words of YAML 1.1, which Kubernetes reads, for null and booleans; less the letters y and n, which it takes for
 * booleans and then refuses where they are names: as a name people write them and tools put them out unquoted.
 */
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);
const LONGEST_WORD = 5;

const INTEGER = /^-?(?:0|[1-9]\d{0,14})$/;
const DECIMAL = /^-?(?:0|[1-9]\d{0,14})\.\d{1,20}$/;
// Other bases, exponents, underscores, infinities: numbers for some parsers. Without a digit it is none, such as
// the key `.` in managed fields.
const ODD_NUMBER = /^[-+]?(?:0[xob][\da-f_]*|(?=\D*\d)[\d_]*\.?[\d_]*(?:e[-+]?\d*)?|\.inf|\.nan)$/i;

function startsLikeNumber(code: number): boolean {
  // + - . and the digits
  return (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
}

/** Returns the value a plain scalar stands for. Throws `doubt` for a number in a form it does not know. */
export function resolvePlain(written: string, doubt: NotPlain): string | number | boolean | null {
  if (startsLikeNumber(written.charCodeAt(0))) {
    if (INTEGER.test(written) || DECIMAL.test(written)) return Number(written);
    if (ODD_NUMBER.test(written)) throw doubt;
    return written;
  }
  if (written.length > LONGEST_WORD) return written;
  const word = WORDS.get(written);
  return word === undefined ? written : word;
}

/** Returns whether a plain key stands for itself. */
export function isStringKey(key: string): boolean {
  if (key === '' || key === '<<' || key.endsWith(' ') || key.includes('\t')) return false;
  if (WORDS.has(key)) return false;
  return (
    !startsLikeNumber(key.charCodeAt(0)) || !(INTEGER.test(key) || DECIMAL.test(key) || ODD_NUMBER.test(key))
  );
}
