import { ButtonLink } from './button.tsx';

/** Where in a list its page stands, with the way to the pages beside it. */
export function Pager({
  label,
  where,
  previous,
  next,
}: {
  label: string;
  /** Such as `51–100 of 812`. */
  where: string;
  previous: { readonly href: string; readonly label: string } | null;
  next: { readonly href: string; readonly label: string } | null;
}) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center gap-2">
      <span className="num mr-auto text-sm text-ink-2">{where}</span>
      {previous === null ? null : <ButtonLink href={previous.href}>{previous.label}</ButtonLink>}
      {next === null ? null : <ButtonLink href={next.href}>{next.label}</ButtonLink>}
    </nav>
  );
}
