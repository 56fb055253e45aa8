'use client';

import { Check, ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

/** Something to pick; picking it goes to its address. */
export interface PickEntry {
  readonly key: string;
  readonly href: string;
  /** What typing its first letters finds. */
  readonly text: string;
  readonly content: ReactNode;
}

/** A menu of links of which one is where the reader is, with a way on below. */
export function PickMenu({
  label,
  trigger,
  className = '',
  picked,
  entries,
  more,
}: {
  /** What is picked here; said before what is picked. */
  label: string;
  trigger: ReactNode;
  className?: string;
  picked: string;
  entries: readonly PickEntry[];
  more: { readonly href: string; readonly label: string };
}) {
  return (
    // Not modal: a modal menu injects a style element, which the content policy forbids. Not moved to the end of
    // the page: there it would stand outside every landmark.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={`inline-flex min-h-8 min-w-0 items-center gap-2 rounded-s border bg-panel px-2.5 py-1 transition-colors duration-150 hover:border-line-strong data-[state=open]:border-line-strong ${className}`}
      >
        <span className="sr-only">{label}</span>
        {trigger}
        <ChevronDown size={13} aria-hidden className="shrink-0 text-ink-3" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="start"
        sideOffset={6}
        collisionPadding={8}
        className="z-30 flex max-h-[min(28rem,var(--radix-dropdown-menu-content-available-height))] w-max max-w-[calc(100vw-1rem)] min-w-64 flex-col rounded-m border border-line bg-panel shadow-panel"
      >
        <DropdownMenu.RadioGroup value={picked} className="overflow-y-auto p-1">
          {entries.map((entry) => (
            <DropdownMenu.RadioItem key={entry.key} value={entry.key} textValue={entry.text} asChild>
              <Link
                href={entry.href}
                className="relative flex min-h-8 items-center gap-2 rounded-s py-1.5 pr-2.5 pl-7 outline-none data-highlighted:bg-sunken"
              >
                <DropdownMenu.ItemIndicator className="absolute left-2">
                  <Check size={14} aria-hidden className="text-accent" />
                </DropdownMenu.ItemIndicator>
                {entry.content}
              </Link>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
        <DropdownMenu.Item asChild>
          <Link
            href={more.href}
            className="m-1 mt-0 border-t border-line py-2 pr-2.5 pl-7 text-sm text-ink-2 outline-none data-highlighted:text-ink data-highlighted:underline"
          >
            {more.label}
          </Link>
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
