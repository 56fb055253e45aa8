import type { Locale } from '#lib/model/text.ts';
import { sections } from './sections.ts';

const marked = /<!-- begin ([\w-]+) -->\n[\s\S]*?<!-- end \1 -->/g;

/** Returns the page with every marked section made anew; throws for a marker whose section nobody makes. */
export function fillSections(page: string, locale: Locale): string {
  return page.replaceAll(marked, (_whole, name: string) => {
    const section = sections[name];
    if (section === undefined) throw new Error(`There is no section "${name}".`);
    return `<!-- begin ${name} -->\n\n${section(locale)}\n\n<!-- end ${name} -->`;
  });
}
