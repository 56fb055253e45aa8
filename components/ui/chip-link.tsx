import { Check } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A filter that is on or off; it leads to the address where it is the other. */
export function ChipLink({ href, isOn, children }: { href: string; isOn: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={isOn ? 'true' : undefined}
      className="inline-flex min-h-7 items-center gap-1.5 rounded-full border border-line-strong bg-panel px-3 py-0.5 text-sm whitespace-nowrap text-ink-2 transition-colors duration-150 hover:bg-sunken hover:text-ink aria-[current]:border-accent aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-ink"
    >
      {isOn ? <Check size={13} aria-hidden /> : null}
      {children}
    </Link>
  );
}
