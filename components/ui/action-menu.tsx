'use client';

import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

/** Something that is done at once when it is chosen. */
export interface MenuAction<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly detail: string;
}

/** A small menu of things to do, each with what it means. */
export function ActionMenu<T extends string>({
  label,
  trigger,
  className,
  actions,
  isOff = false,
  onChoose,
}: {
  label: string;
  trigger: ReactNode;
  className: string;
  actions: readonly MenuAction<T>[];
  isOff?: boolean;
  onChoose: (value: T) => void;
}) {
  return (
    // Not modal: a modal menu injects a style element, which the content policy forbids. Not moved to the end of
    // the page: there it would stand outside every landmark.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger aria-label={label} disabled={isOff} className={className}>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={6}
        collisionPadding={8}
        className="z-30 w-72 max-w-[calc(100vw-1rem)] rounded-m border border-line bg-panel p-1 shadow-panel"
      >
        {actions.map(({ value, label: name, detail }) => (
          <DropdownMenu.Item
            key={value}
            textValue={name}
            onSelect={() => onChoose(value)}
            className="cursor-pointer rounded-s px-2.5 py-1.5 outline-none data-highlighted:bg-sunken"
          >
            <span className="block font-medium">{name}</span>
            <span className="block text-sm text-ink-2">{detail}</span>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
