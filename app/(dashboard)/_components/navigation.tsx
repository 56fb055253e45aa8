'use client';

import {
  Boxes,
  ClipboardCheck,
  DoorOpen,
  FileText,
  HardDrive,
  History,
  House,
  Info,
  KeyRound,
  ListChecks,
  Network,
  Server,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { BrandMark } from '#components/ui/brand-mark.tsx';

const GROUPS = [
  {
    name: 'posture',
    items: [
      { href: '/', name: 'overview', Icon: House },
      { href: '/findings', name: 'findings', Icon: ListChecks },
      { href: '/checks', name: 'checks', Icon: ClipboardCheck },
    ],
  },
  {
    name: 'cluster',
    items: [
      { href: '/nodes', name: 'nodes', Icon: HardDrive },
      { href: '/exposure', name: 'exposure', Icon: DoorOpen },
      { href: '/rbac', name: 'rbac', Icon: KeyRound },
      { href: '/network', name: 'network', Icon: Network },
      { href: '/workloads', name: 'workloads', Icon: Boxes },
    ],
  },
  {
    name: 'records',
    items: [
      { href: '/scans', name: 'scans', Icon: History },
      { href: '/reports', name: 'reports', Icon: FileText },
    ],
  },
  {
    name: 'settings',
    items: [
      { href: '/settings/clusters', name: 'clusters', Icon: Server },
      { href: '/about', name: 'about', Icon: Info },
    ],
  },
] as const;

/** The left column; on a narrow screen a bar at the bottom. */
export function Navigation() {
  const t = useTranslations('frame');
  const app = useTranslations('app');
  const path = usePathname();
  return (
    <nav
      aria-label={t('navigation')}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-sunken pb-[env(safe-area-inset-bottom)] md:sticky md:inset-x-auto md:top-0 md:bottom-auto md:h-screen md:flex-col md:gap-0.5 md:border-t-0 md:border-r md:px-2.5 md:py-3.5"
    >
      <Link
        href="/"
        className="hidden items-center gap-2.5 rounded-s px-2 pt-1 pb-4 text-lg font-[650] tracking-tight md:flex"
      >
        <BrandMark />
        {app('name')}
      </Link>
      {GROUPS.map((group) => (
        <div key={group.name} className="contents md:block md:last:mt-auto">
          <p className="hidden px-2 pt-3 pb-1 text-xs text-ink-3 md:block">{t(`groups.${group.name}`)}</p>
          {group.items.map(({ href, name, Icon }) => (
            <Link
              key={href}
              href={href}
              aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}
              className="flex flex-1 flex-col items-center gap-0.5 px-2 py-2 text-xs text-ink-2 transition-colors duration-150 hover:text-ink aria-[current]:font-medium aria-[current]:text-ink md:flex-row md:gap-2.5 md:rounded-s md:py-1.5 md:text-base md:aria-[current]:bg-panel md:aria-[current]:shadow-[inset_0_0_0_1px_var(--line)]"
            >
              <Icon size={16} strokeWidth={1.6} aria-hidden />
              {t(`pages.${name}`)}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}
