import process from 'node:process';

// What a Node that has loaded nothing holds; everything else is loaded after it was read.
const idleBytes = process.memoryUsage.rss();

const FINDINGS = 2_000;

/** What steers the layout and is not printed. */
const NO_WORDS: ReadonlySet<string> = new Set([
  'kind',
  'look',
  'anchor',
  'severity',
  'outcome',
  'align',
  'locale',
  'alt',
  'spoken',
]);

const [, , what] = process.argv;

const { sampleResult } = await import('#lib/testing/sample-result.ts');
const input = {
  result: sampleResult({ scanId: 'bench', findings: FINDINGS }),
  clusterName: 'bench',
  demo: false,
  ports: { hosts: [], ports: [] },
  changes: null,
  locale: 'zh-CN' as const,
};

let bytes = 0;
const onBytes = (piece: Uint8Array): void => {
  bytes += piece.length;
};
const from = performance.now();
const pages = await (what === 'bare' ? writeBare() : writeReport());
const ms = performance.now() - from;
// maxRSS is in KiB.
const aboveIdleMb = (process.resourceUsage().maxRSS * 1024 - idleBytes) / 1e6;
process.stdout.write(`${JSON.stringify({ ms, pages, bytes, aboveIdleMb })}\n`);
// It stays until it is ended, as its parent expects.
process.stdin.resume();

async function writeReport(): Promise<number> {
  const { renderReport } = await import('#lib/report/render-report.ts');
  return renderReport(input, { createdAt: new Date(), onBytes });
}

/** The same words, one after the other, by pdfkit's own text function and nothing else. */
async function writeBare(): Promise<number> {
  const [{ default: PDFDocument }, { buildReport }, { fileURLToPath }] = await Promise.all([
    import('pdfkit'),
    import('#lib/report/build-report.ts'),
    import('node:url'),
  ]);
  const doc = new PDFDocument({ size: 'A4', margin: 54 });
  let count = 1;
  doc.on('pageAdded', () => {
    count += 1;
  });
  doc.on('data', onBytes);
  const ended = new Promise((resolve) => doc.once('end', resolve));
  const font = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
  doc.font(fileURLToPath(import.meta.resolve(font))).fontSize(9);
  for (const words of wordsOf(buildReport(input))) doc.text(words);
  doc.end();
  await ended;
  return count;
}

/** Every text of a report in reading order. */
function* wordsOf(value: unknown): Generator<string> {
  if (typeof value === 'string' && value !== '') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!NO_WORDS.has(name)) yield* wordsOf(inner);
  }
}
