import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const specimens = new URL('app/(dashboard)/about/design/_components/', root);
const shown = readdirSync(specimens)
  .map((file) => readFileSync(new URL(file, specimens), 'utf8'))
  .join('\n');

/** Shown by another part, or by the page itself. */
const WITHIN: readonly string[] = ['charts/stacked-area.tsx', 'ui/page-header.tsx'];

const parts = ['ui', 'charts', 'scan', 'severity'].flatMap((room) =>
  readdirSync(new URL(`components/${room}/`, root))
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => `${room}/${file}`),
);

function missing(wanted: readonly string[]): readonly string[] {
  return wanted.filter((part) => !WITHIN.includes(part) && !shown.includes(`#components/${part}'`));
}

describe('the page /about/design', () => {
  it('shows every part that pages are made of', () => {
    expect(missing(parts)).toEqual([]);
    expect(parts).toEqual(expect.arrayContaining([...WITHIN, 'ui/button.tsx']));
  });

  it('is missed by a part that it does not show', () => {
    expect(missing(['ui/unshown.tsx', 'ui/button.tsx'])).toEqual(['ui/unshown.tsx']);
  });
});
