import { ChevronDown, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref, type FindingsParams } from '#app/(dashboard)/findings/findings-params.ts';
import type { FindingsView, Group } from '#app/(dashboard)/findings/findings-view.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { FindingRows } from './finding-rows.tsx';

/** Groups of findings, of which one is unfolded. */
export function GroupList({
  view,
  params,
  scanId,
}: {
  view: FindingsView;
  params: FindingsParams;
  scanId: string;
}) {
  return (
    <ul>
      {(view.groups ?? []).map((group) => (
        <GroupLine key={group.key} group={group} params={params}>
          {group.key === params.open ? (
            <>
              <FindingRows rows={view.rows} scanId={scanId} nested={params.group === 'control'} />
              <ShowAll group={group} params={params} shown={view.rows.length} />
            </>
          ) : null}
        </GroupLine>
      ))}
    </ul>
  );
}

function GroupLine({
  group,
  params,
  children,
}: {
  group: Group;
  params: FindingsParams;
  children: React.ReactNode;
}) {
  const t = useTranslations('findings');
  const areas = useTranslations('category');
  const isOpen = children !== null;
  const Icon = isOpen ? ChevronDown : ChevronRight;
  const label = group.label ?? t('clusterWide');
  return (
    <li data-row className="border-b border-line last:border-b-0">
      <Link
        href={findingsHref({ ...params, open: isOpen ? null : group.key })}
        scroll={false}
        aria-expanded={isOpen}
        className="grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-row hover:bg-sunken sm:grid-cols-[16px_92px_minmax(0,1fr)_120px_48px] sm:px-5"
      >
        <Icon size={14} aria-hidden className="text-ink-3" />
        <span className="text-sm max-sm:col-start-2 max-sm:row-start-2">
          <SeverityMark severity={group.severity} />
        </span>
        <span className="min-w-0 font-medium break-words">{label}</span>
        <span className="hidden text-sm text-ink-2 sm:block">
          {group.category === undefined ? null : areas(group.category)}
        </span>
        <span className="num text-right max-sm:col-start-3 max-sm:row-start-1">
          {group.count}
          <span className="sr-only"> {t('of', { count: group.count })}</span>
        </span>
      </Link>
      {children}
    </li>
  );
}

function ShowAll({ group, params, shown }: { group: Group; params: FindingsParams; shown: number }) {
  const t = useTranslations('findings');
  if (shown >= group.count) return null;
  const within = {
    control: { control: [group.key] },
    namespace: { ns: [group.key] },
    kind: { kind: [group.key] },
    none: {},
  }[params.group];
  return (
    <p className="border-t border-line bg-sunken px-5 py-row text-sm sm:pl-[141px]">
      <Link
        href={findingsHref({ ...params, ...within, group: 'none', open: null, cursor: null })}
        className="link"
      >
        {t('showAll', { count: group.count })}
      </Link>
    </p>
  );
}
