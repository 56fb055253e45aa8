import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { networkHref, type NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import { workloadsHref } from '#app/(dashboard)/workloads/workloads-params.ts';
import type { AttentionRow } from '#lib/views/network-attention.ts';

/** Sentences with the way to the policy, the namespace or the workloads that each is about. */
export function AttentionRows({ rows, params }: { rows: readonly AttentionRow[]; params: NetworkParams }) {
  return (
    <ul className="grid gap-2 text-sm">
      {rows.map((row) => (
        <li key={row.sentence} className="break-words">
          {row.sentence} <PlaceLink row={row} params={params} />
          {row.workloads.length === 0 ? null : <Workloads row={row} params={params} />}
        </li>
      ))}
    </ul>
  );
}

/** Policies of other kinds than NetworkPolicy have no list to lead to. */
function PlaceLink({ row: { policy, namespace }, params }: { row: AttentionRow; params: NetworkParams }) {
  const t = useTranslations('networkAttention');
  const { cluster, scan } = params;
  if (policy?.kind === 'NetworkPolicy') {
    return (
      <Link
        href={networkHref({ cluster, scan, tab: 'policies', q: `${policy.namespace}/${policy.name}` })}
        className="link whitespace-nowrap"
      >
        {t('toPolicy')}
      </Link>
    );
  }
  if (namespace === null) return null;
  return (
    <Link
      href={networkHref({ cluster, scan, from: namespace, to: namespace })}
      className="link whitespace-nowrap"
    >
      {t('toNamespace')}
    </Link>
  );
}

function Workloads({ row: { workloads, more }, params }: { row: AttentionRow; params: NetworkParams }) {
  const t = useTranslations('networkAttention');
  const { cluster, scan } = params;
  return (
    <details className="mt-1">
      <summary className="w-fit text-ink-2 hover:text-ink">
        {t('workloads', { count: workloads.length + more })}
      </summary>
      <ul className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1">
        {workloads.map(({ namespace, name, kind }) => (
          <li key={`${namespace}/${name} ${kind}`}>
            <Link
              href={workloadsHref({ cluster, scan, ns: namespace, q: name })}
              className="link break-words"
            >
              {namespace}/{name}
            </Link>{' '}
            <span className="text-ink-3">{kind}</span>
          </li>
        ))}
        {more > 0 ? <li className="text-ink-2">{t('moreWorkloads', { count: more })}</li> : null}
      </ul>
    </details>
  );
}
