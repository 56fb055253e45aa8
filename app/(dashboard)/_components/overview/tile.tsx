import { ArrowUpRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** One area: its name, the one number that matters, what goes with it and a small picture. */
export function Tile({
  href,
  name,
  number,
  children,
  picture,
}: {
  href: string;
  name: string;
  number: string;
  children: ReactNode;
  picture: ReactNode;
}) {
  return (
    <section className="group relative flex min-h-44 min-w-0 flex-col rounded-m border border-line bg-panel p-4 transition-colors duration-150 hover:border-line-strong sm:p-5">
      <h3 className="flex items-center justify-between text-sm font-semibold text-ink-2">
        {name}
        <ArrowUpRight
          size={15}
          aria-hidden
          className="text-ink-3 opacity-0 transition-opacity duration-150 group-hover:opacity-100"
        />
      </h3>
      <p className="num mt-1 text-lg font-semibold tracking-tight text-balance">
        <Link href={href} className="after:absolute after:inset-0 after:rounded-m">
          {number}
        </Link>
      </p>
      <div className="mt-1 text-sm text-ink-2">{children}</div>
      <div className="mt-auto pt-4">{picture}</div>
    </section>
  );
}
