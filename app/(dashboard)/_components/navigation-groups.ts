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

/** Every page of the navigation, by group. */
export const NAVIGATION_GROUPS = [
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

/** Returns what `aria-current` says of a link on the page at `path`: itself, or a page above it. */
export function currentOf(href: string, path: string): 'page' | 'true' | undefined {
  if (path === href) return 'page';
  return href !== '/' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
