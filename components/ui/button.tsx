import Link from 'next/link';
import type { ComponentProps } from 'react';

const BASE =
  'inline-flex min-h-8 items-center justify-center gap-2 rounded-s px-3.5 py-1.5 font-medium whitespace-nowrap transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-60';

const LOOKS = {
  primary: 'bg-accent text-accent-ink hover:bg-accent/90',
  ghost: 'border border-line-strong text-ink hover:bg-sunken',
  quiet: 'text-ink-2 hover:bg-sunken hover:text-ink',
  danger: 'border border-critical text-critical hover:bg-critical-soft',
} as const;
type Look = keyof typeof LOOKS;

/** A button; `type` is `button` unless told otherwise. */
export function Button({
  look = 'ghost',
  className = '',
  ...rest
}: ComponentProps<'button'> & { look?: Look }) {
  return <button type="button" className={`${BASE} ${LOOKS[look]} ${className}`} {...rest} />;
}

/** A link that looks like a button. */
export function ButtonLink({
  look = 'ghost',
  className = '',
  ...rest
}: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link className={`${BASE} ${LOOKS[look]} ${className}`} {...rest} />;
}
