'use client';

import Link from 'next/link';
import { useLayoutEffect, useRef } from 'react';

/** One view of several that share a page; each has an address of its own. */
export interface LinkTab {
  readonly key: string;
  readonly href: string;
  readonly label: string;
  /** As the reader's language writes it. */
  readonly count?: string;
}

/** The views of a page as links, of which one is open; where they do not all fit, the open one is in sight. */
export function LinkTabs({
  label,
  tabs,
  current,
}: {
  label: string;
  tabs: readonly LinkTab[];
  current: string;
}) {
  const list = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const open = list.current?.querySelector<HTMLElement>('[aria-current]') ?? null;
    if (list.current === null || open === null) return;
    list.current.scrollLeft = open.offsetLeft + open.offsetWidth - list.current.clientWidth;
  }, [current]);
  return (
    <nav
      ref={list}
      aria-label={label}
      className="relative -mb-px flex gap-1 overflow-x-auto border-b border-line"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.key}
          href={tab.href}
          scroll={false}
          aria-current={tab.key === current ? 'page' : undefined}
          className="flex min-h-10 shrink-0 items-center gap-2 border-b-2 border-transparent px-3 text-ink-2 transition-colors duration-150 hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="num text-sm text-ink-3">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
