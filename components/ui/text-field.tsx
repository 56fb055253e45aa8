import { useId, type ComponentProps } from 'react';

/** A labelled line of text, with suggestions where there are any. */
export function TextField({
  label,
  hideLabel = false,
  suggestions = [],
  className = '',
  mono = false,
  ...rest
}: ComponentProps<'input'> & {
  label: string;
  hideLabel?: boolean;
  suggestions?: readonly string[];
  mono?: boolean;
}) {
  const id = useId();
  const list = suggestions.length === 0 ? undefined : `${id}-list`;
  return (
    <div className={`min-w-0 ${className}`}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1 block text-sm font-medium text-ink-2'}>
        {label}
      </label>
      <input
        id={id}
        list={list}
        autoComplete="off"
        spellCheck={false}
        className={`min-h-8 w-full rounded-s border border-line-strong bg-panel px-2.5 py-1.5 text-ink placeholder:text-ink-3 disabled:opacity-60 aria-[invalid=true]:border-critical ${mono ? 'font-mono text-sm' : ''}`}
        {...rest}
      />
      {list === undefined ? null : (
        <datalist id={list}>
          {suggestions.map((value) => (
            <option key={value} value={value}>
              {value}
            </option>
          ))}
        </datalist>
      )}
    </div>
  );
}
