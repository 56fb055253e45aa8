'use client';

import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

/** A menu behind an icon, of which one entry is chosen. */
export function ChoiceMenu<T extends string>({
  label,
  icon,
  value,
  options,
  onChoose,
}: {
  label: string;
  icon: ReactNode;
  value: T;
  options: readonly { value: T; label: string; lang?: string }[];
  onChoose: (value: T) => void;
}) {
  const chosen = options.find((option) => option.value === value);
  return (
    // Not modal: a modal menu injects a style element, which the content policy forbids. Not moved to the end of
    // the page: there it would stand outside every landmark.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`${label}: ${chosen?.label ?? ''}`}
        title={label}
        className="inline-grid size-8 place-items-center rounded-s text-ink-2 transition-colors duration-150 hover:bg-sunken hover:text-ink data-[state=open]:bg-sunken data-[state=open]:text-ink"
      >
        {icon}
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={6}
        className="z-30 min-w-40 rounded-m border border-line bg-panel p-1 shadow-panel"
      >
        <DropdownMenu.RadioGroup
          value={value}
          onValueChange={(next) => {
            const option = options.find((candidate) => candidate.value === next);
            if (option !== undefined) onChoose(option.value);
          }}
        >
          {options.map((option) => (
            <DropdownMenu.RadioItem
              key={option.value}
              value={option.value}
              lang={option.lang}
              className="flex cursor-pointer items-center gap-2 rounded-s py-1.5 pr-3 pl-7 outline-none data-highlighted:bg-sunken relative"
            >
              <DropdownMenu.ItemIndicator className="absolute left-2">
                <Check size={14} aria-hidden />
              </DropdownMenu.ItemIndicator>
              {option.label}
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
