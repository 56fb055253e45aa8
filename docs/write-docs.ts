import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fillSections } from './fill-sections.ts';
import { PAGES } from './pages.ts';

for (const { path, locale } of PAGES.filter((page) => existsSync(page.path))) {
  writeFileSync(path, fillSections(readFileSync(path, 'utf8'), locale));
}
