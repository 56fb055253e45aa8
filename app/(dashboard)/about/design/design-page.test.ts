import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../../', import.meta.url);
const specimens = new URL('_components/', import.meta.url);
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

describe('the design page', () => {
  it.each(parts.filter((part) => !WITHIN.includes(part)))('shows %s', (part) => {
    expect(shown).toContain(`#components/${part}'`);
  });

  it('would be missed by a part that nobody made', () => {
    expect(shown).not.toContain("#components/ui/nothing.tsx'");
    expect(parts).toEqual(expect.arrayContaining([...WITHIN, 'ui/button.tsx']));
  });
});
