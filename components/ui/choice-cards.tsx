'use client';

import type { ReactNode } from 'react';

/** One of several things to choose from, with a picture of what it looks like. */
export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly note?: string;
  readonly lang?: string;
  readonly preview: ReactNode;
}

/** Cards of which one is chosen: radio buttons with pictures, moved through with the arrow keys. */
export function ChoiceCards<T extends string>({
  name,
  legend,
  value,
  choices,
  onChoose,
  foot,
}: {
  name: string;
  legend: string;
  value: T;
  choices: readonly Choice<T>[];
  onChoose: (value: T) => void;
  /** What else can be done here. */
  foot?: ReactNode;
}) {
  return (
    <fieldset className="min-w-0 rounded-m border border-line bg-panel px-4 pb-4 sm:px-5">
      {/* Floated, since a legend otherwise stands on the border. */}
      <legend className="float-left w-full py-3 text-sm font-semibold text-ink-2">{legend}</legend>
      <div className={`clear-both grid gap-3 sm:grid-cols-2 ${choices.length > 2 ? 'lg:grid-cols-3' : ''}`}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex min-w-0 flex-col gap-3 rounded-m border border-line p-3 transition-colors duration-150 hover:border-line-strong has-checked:border-accent has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <span className="flex items-baseline gap-2">
              <input
                type="radio"
                name={name}
                value={choice.value}
                checked={choice.value === value}
                onChange={() => onChoose(choice.value)}
                className="size-3.5 shrink-0 translate-y-0.5 accent-accent outline-none"
              />
              <span className="min-w-0">
                <span lang={choice.lang} className="font-medium">
                  {choice.label}
                </span>
                {choice.note === undefined ? null : (
                  <span className="block text-sm text-ink-2">{choice.note}</span>
                )}
              </span>
            </span>
            <span aria-hidden className="mt-auto block overflow-hidden rounded-s border border-line">
              {choice.preview}
            </span>
          </label>
        ))}
      </div>
      {foot === undefined ? null : <div className="mt-3">{foot}</div>}
    </fieldset>
  );
}
