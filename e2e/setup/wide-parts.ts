import type { Page } from '@playwright/test';

/**
 * Returns what makes a page wider than its window: its width, then the outermost parts that stick out. Parts
 * inside something that scrolls on its own are that thing's business.
 */
export async function widePartsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const width = document.documentElement.scrollWidth;
    if (width <= room) return [];
    const sticksOut = (element: Element): boolean => element.getBoundingClientRect().right > room + 1;
    const scrolls = (element: Element): boolean => getComputedStyle(element).overflowX !== 'visible';
    const outermost = (element: Element): string[] => {
      if (scrolls(element) && !sticksOut(element)) return [];
      const inside = [...element.children].flatMap(outermost);
      if (inside.length > 0 || !sticksOut(element)) return inside;
      return [`${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`];
    };
    return [`${width} px wide in ${room} px`, ...outermost(document.body).slice(0, 3)];
  });
}
