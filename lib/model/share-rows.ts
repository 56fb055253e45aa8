/** How much of something is open and how much unknown, in thousandths; null where there is nothing to share. */
export interface Share {
  readonly open: number;
  readonly unknown: number;
}

const WHOLE = 1000;
const RADIX = 36;
const NOTHING = '-';

/** Returns a part in thousandths; only nothing is 0 and only all of it is 1000. */
export function thousandths(part: number, total: number): number {
  if (part === 0 || total === 0) return 0;
  if (part === total) return WHOLE;
  return Math.min(WHOLE - 1, Math.max(1, Math.round((part / total) * WHOLE)));
}

/** Returns rows of shares as text in which equal neighbours are told once. */
export function packShares(rows: number, columns: number, shareAt: (at: number) => Share | null): string {
  return Array.from({ length: rows }, (_, row) => {
    const runs: string[] = [];
    let before = '';
    let count = 0;
    const flush = (): void => {
      if (count > 0) runs.push(count === 1 ? before : `${before}*${count.toString(RADIX)}`);
    };
    for (let column = 0; column < columns; column += 1) {
      const word = wordOf(shareAt(row * columns + column));
      if (word !== before) {
        flush();
        before = word;
        count = 0;
      }
      count += 1;
    }
    flush();
    return runs.join(',');
  }).join(';');
}

/** The shares of `packShares`; of a million most are never looked at, so a row is read when it is asked for. */
export class ShareRows {
  readonly #packed: readonly string[];
  readonly #read = new Map<number, readonly (Share | null)[]>();

  constructor(packed: string) {
    this.#packed = packed === '' ? [] : packed.split(';');
  }

  get count(): number {
    return this.#packed.length;
  }

  /** Returns a row, the same list each time; an empty one where there is no such row. */
  row(at: number): readonly (Share | null)[] {
    let row = this.#read.get(at);
    if (row === undefined) {
      row = rowOf(this.#packed[at] ?? '');
      this.#read.set(at, row);
    }
    return row;
  }
}

function rowOf(packed: string): (Share | null)[] {
  if (packed === '') return [];
  return packed.split(',').flatMap((run) => {
    const [word = '', count = '1'] = run.split('*');
    return Array.from<Share | null>({ length: Number.parseInt(count, RADIX) }).fill(shareOf(word));
  });
}

function wordOf(share: Share | null): string {
  return share === null ? NOTHING : (share.open * (WHOLE + 1) + share.unknown).toString(RADIX);
}

function shareOf(word: string): Share | null {
  if (word === NOTHING) return null;
  const number = Number.parseInt(word, RADIX);
  return { open: Math.floor(number / (WHOLE + 1)), unknown: number % (WHOLE + 1) };
}
