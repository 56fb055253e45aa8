import { ChevronDown, ChevronRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { findingsHref, type FindingsParams } from '#app/(dashboard)/findings/findings-params.ts';
import type { FindingsView, Group } from '#app/(dashboard)/findings/findings-view.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { FindingRows } from './finding-rows.tsx';

/** What the title of a group says already of the findings in it. */
const SAID = {
  control: 'title',
  resource: 'object',
  namespace: 'place',
  node: 'place',
  kind: 'place',
  none: null,
} as const;

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
        <GroupLine key={group.key ?? ''} group={group} params={params}>
          {group.key !== null && group.key === params.open ? (
            <>
              {/* Under the words of the group, not under its arrow. */}
              <div className="bg-sunken sm:pl-7">
                <FindingRows rows={view.rows} scanId={scanId} within={SAID[params.group]} />
              </div>
              <ShowAll group={group} params={params} shown={view.rows.length} />
            </>
          ) : null}
        </GroupLine>
      ))}
    </ul>
  );
}

const LINE =
  'grid grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-row sm:grid-cols-[16px_92px_minmax(0,1fr)_48px] lg:grid-cols-[16px_92px_minmax(0,1fr)_minmax(0,160px)_48px] sm:px-5';

function GroupLine({
  group,
  params,
  children,
}: {
  group: Group;
  params: FindingsParams;
  children: ReactNode;
}) {
  const isOpen = children !== null;
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <li data-row className="border-b border-line last:border-b-0">
      {group.key === null ? (
        <div className={LINE}>
          <span />
          <GroupWords group={group} params={params} />
        </div>
      ) : (
        <Link
          href={findingsHref({ ...params, open: isOpen ? null : group.key })}
          scroll={false}
          aria-expanded={isOpen}
          className={`${LINE} hover:bg-sunken`}
        >
          <Icon size={14} aria-hidden className="text-ink-3" />
          <GroupWords group={group} params={params} />
        </Link>
      )}
      {children}
    </li>
  );
}

function GroupWords({ group, params }: { group: Group; params: FindingsParams }) {
  const t = useTranslations('findings');
  const areas = useTranslations('category');
  const format = useFormatter();
  const { object, category, count } = group;
  const isName = group.label !== null && params.group !== 'control';
  return (
    <>
      <span className="text-sm max-sm:col-start-2 max-sm:row-start-2">
        <SeverityMark severity={group.severity} />
      </span>
      <span className="min-w-0 font-medium">
        <span className={isName ? 'break-all' : 'break-words'}>
          {group.label ?? <Nowhere {...{ group, params }} />}
        </span>
        {object === undefined ? null : (
          <span className="ml-2 text-sm font-normal text-ink-2 lg:hidden">{object.kind}</span>
        )}
      </span>
      <span className="hidden min-w-0 text-sm break-words text-ink-2 lg:block">
        {category === undefined ? null : areas(category)}
        {object === undefined ? null : (
          <>
            {object.kind}
            {object.namespace === null ? null : <span className="block">{object.namespace}</span>}
          </>
        )}
      </span>
      <span className="num text-right max-sm:col-start-3 max-sm:row-start-1">
        {format.number(count)}
        <span className="sr-only"> {t('of', { count })}</span>
      </span>
    </>
  );
}

/** What is in no namespace, on no single node, or of which the scan does not tell the node. */
function Nowhere({ group, params }: { group: Group; params: FindingsParams }) {
  const t = useTranslations('findings');
  if (params.group !== 'node') return t('clusterWide');
  return t(group.key === null ? 'nodeUnknown' : 'noNode');
}

function ShowAll({ group, params, shown }: { group: Group; params: FindingsParams; shown: number }) {
  const t = useTranslations('findings');
  if (group.key === null || shown >= group.count) return null;
  const within = {
    control: { control: [group.key] },
    resource: { resource: [group.key] },
    namespace: { ns: [group.key] },
    node: { node: [group.key] },
    kind: { kind: [group.key] },
    none: {},
  }[params.group];
  return (
    <p className="border-t border-line bg-sunken px-5 py-row text-sm sm:pl-[152px]">
      <Link
        href={findingsHref({ ...params, ...within, group: 'none', open: null, cursor: null })}
        className="link"
      >
        {t('showAll', { count: group.count })}
      </Link>
    </p>
  );
}
