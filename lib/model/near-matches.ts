/** Returns how many letters must be changed, added or left out to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const MOST_SHOWN = 3;

/** Returns the known words that the given one may have been meant for, the nearest first; at most three. */
export function nearMatches(word: string, known: readonly string[]): string[] {
  const wanted = word.toLowerCase();
  const reach = Math.max(2, Math.floor(wanted.length / 3));
  return known
    .map((candidate) => ({
      candidate,
      away: candidate.includes(wanted) && wanted.length > 2 ? 0.5 : distance(wanted, candidate),
    }))
    .filter(({ away }) => away <= reach)
    .toSorted((a, b) => a.away - b.away || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .map(({ candidate }) => candidate);
}
