import { BenchChild } from './child.ts';
import { figureOf, inTurn, median, type Figure } from './measure.ts';

interface Written {
  readonly ms: number;
  readonly pages: number;
  readonly aboveIdleMb: number;
}

/** Measures a report of 2,000 findings, set in its thread, against pdfkit writing the same words bare. */
export async function measureReport(runs: number): Promise<Figure> {
  const made: Written[] = [];
  const pairs = await inTurn(
    runs,
    async () => {
      const written = await writtenBy('report');
      made.push(written);
      return written.ms;
    },
    async () => (await writtenBy('bare')).ms,
  );
  return figureOf(
    {
      name: 'PDF of 2,000 findings in Chinese',
      goal: 2,
      notes: {
        pages: made.at(-1)?.pages ?? 0,
        'MB above an idle Node': Math.round(median(made.map(({ aboveIdleMb }) => aboveIdleMb))),
      },
    },
    pairs,
  );
}

/** A process of its own for each, so that neither finds fonts or code warm. */
async function writtenBy(what: 'report' | 'bare'): Promise<Written> {
  const child = new BenchChild('bench/report-process.ts', [what]);
  try {
    return await child.next<Written>();
  } finally {
    await child.stop();
  }
}
