import { Bot, UserRound, UsersRound } from 'lucide-react';
import Link from 'next/link';
import { subjectHref } from './rbac-href.ts';

const ICONS: Readonly<Record<string, typeof Bot>> = { ServiceAccount: Bot, User: UserRound };

/** A subject by its kind and name, leading to what it may do. */
export function SubjectName({
  subject: { address, kind, name },
  scanId,
}: {
  subject: { readonly address: string; readonly kind: string; readonly name: string };
  scanId: string;
}) {
  const Icon = ICONS[kind] ?? UsersRound;
  return (
    <span className="inline-flex max-w-full min-w-0 items-baseline gap-1.5">
      <Icon size={14} strokeWidth={1.7} aria-hidden className="shrink-0 translate-y-0.5 text-ink-3" />
      <span className="min-w-0">
        <Link href={subjectHref(address, scanId)} className="font-medium break-words hover:underline">
          {name}
        </Link>{' '}
        <span className="text-sm text-ink-3">{kind}</span>
      </span>
    </span>
  );
}
