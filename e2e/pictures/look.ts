import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { LOCALES } from '#lib/model/text.ts';
import { prepareBrowser } from '../setup/browser.ts';
import { THEMES, WIDTHS, tour, type TourPlan } from './tour.ts';

const HELP = `npm run look -- ADDRESS FOLDER [--page NAME]… [--width N]… [--theme light|dark]… [--locale en|zh-CN]… [--whole]

Opens every page of the Merlon at ADDRESS in every width, theme and language, writes a picture of each into FOLDER,
and tells what is wider than its window, what the console said and who else was asked. Ends with 1 if there is any.
--page takes a name of e2e/setup/pages.ts or a path; --whole takes the page to its end, not only its first screen.
`;

function readPlan(): { plan: TourPlan; folder: string; fullPage: boolean } | null {
  const many = { type: 'string', multiple: true } as const;
  const { values, positionals } = parseArgs({
    options: { page: many, width: many, theme: many, locale: many, whole: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [address, folder] = positionals;
  if (address === undefined || folder === undefined || !URL.canParse(address)) return null;
  const chosen = <T extends string>(all: readonly T[], wanted: readonly string[] = all): readonly T[] =>
    all.filter((one) => wanted.includes(one));
  const plan = {
    address,
    pages: values.page ?? [],
    widths: values.width?.map(Number) ?? WIDTHS,
    themes: chosen(THEMES, values.theme),
    locales: chosen(LOCALES, values.locale),
  };
  return { plan, folder, fullPage: values.whole === true };
}

/** Takes the pictures that the arguments ask for, and returns the exit code. */
async function look(): Promise<number> {
  const asked = readPlan();
  if (asked === null) {
    process.stderr.write(HELP);
    return 2;
  }
  mkdirSync(asked.folder, { recursive: true });
  const browser = await chromium.launch(await prepareBrowser());
  let seen = 0;
  let bad = 0;
  try {
    await tour(browser, asked.plan, async ({ page, name, problems, firstByteMs }) => {
      await page.screenshot({ path: join(asked.folder, `${name}.png`), fullPage: asked.fullPage });
      seen += 1;
      if (problems.length > 0) bad += 1;
      const lines = problems.map((problem) => `\n  ${problem}`);
      process.stdout.write(`${Math.round(firstByteMs)} ms  ${name}${lines.join('')}\n`);
    });
  } finally {
    await browser.close();
  }
  process.stdout.write(`${seen} pictures in ${asked.folder}, ${bad} with a problem\n`);
  return bad === 0 ? 0 : 1;
}

process.exitCode = await look();
