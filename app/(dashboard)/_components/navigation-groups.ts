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
  SlidersHorizontal,
} from 'lucide-react';

/** Every page of the navigation, by group, each with the key that leads to it after `g`. */
export const NAVIGATION_GROUPS = [
  {
    name: 'posture',
    items: [
      { href: '/', name: 'overview', go: 'o', Icon: House },
      { href: '/findings', name: 'findings', go: 'f', Icon: ListChecks },
      { href: '/checks', name: 'checks', go: 'c', Icon: ClipboardCheck },
    ],
  },
  {
    name: 'cluster',
    items: [
      { href: '/nodes', name: 'nodes', go: 'n', Icon: HardDrive },
      { href: '/exposure', name: 'exposure', go: 'e', Icon: DoorOpen },
      { href: '/rbac', name: 'rbac', go: 'r', Icon: KeyRound },
      { href: '/network', name: 'network', go: 'w', Icon: Network },
      { href: '/workloads', name: 'workloads', go: 'k', Icon: Boxes },
    ],
  },
  {
    name: 'records',
    items: [
      { href: '/scans', name: 'scans', go: 's', Icon: History },
      { href: '/reports', name: 'reports', go: 'p', Icon: FileText },
    ],
  },
  {
    name: 'settings',
    items: [
      { href: '/settings/clusters', name: 'clusters', go: 'l', Icon: Server },
      { href: '/settings/appearance', name: 'appearance', go: 'a', Icon: SlidersHorizontal },
      { href: '/about', name: 'about', go: 'b', Icon: Info },
    ],
  },
] as const;

/** Returns what `aria-current` says of a link on the page at `path`: itself, or a page above it. */
export function currentOf(href: string, path: string): 'page' | 'true' | undefined {
  if (path === href) return 'page';
  return href !== '/' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
