import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillSections } from './fill-sections.ts';
import { PAGES } from './pages.ts';
import { sections } from './sections.ts';

const marks = (name: string, content = ''): string =>
  `<!-- begin ${name} -->\n${content}<!-- end ${name} -->`;

describe('fillSections', () => {
  it('replaces what stands between the markers and leaves the rest', () => {
    const page = fillSections(`before\n${marks('settings', 'stale\n')}\nafter`, 'en');
    expect(page).toMatch(
      /^before\n<!-- begin settings -->\n\n\| Variable [\s\S]*<!-- end settings -->\nafter$/,
    );
    expect(page).toContain('| `MERLON_PORT` | `3636` |');
    expect(page).not.toContain('stale');
  });

  it('changes nothing the second time', () => {
    const once = fillSections(marks('cluster-role'), 'en');
    expect(fillSections(once, 'en')).toBe(once);
  });

  it('refuses a section that nobody makes', () => {
    expect(() => fillSections(marks('setings'), 'en')).toThrow('no section "setings"');
  });

  it('speaks the language of the page', () => {
    expect(fillSections(marks('settings'), 'zh-CN')).toContain('| 变量 |');
  });
});

describe.each(PAGES.filter(({ path }) => existsSync(path)))('$path', ({ path, locale }) => {
  const page = readFileSync(path, 'utf8');

  it('holds what the code says now; `npm run docs` brings it there', () => {
    expect(page).toBe(fillSections(page, locale));
  });

  it.each(Object.keys(sections))('has the section %s', (name) => {
    expect(page).toContain(`<!-- begin ${name} -->`);
  });
});
