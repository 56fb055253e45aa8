import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { nodeHref } from '#app/(dashboard)/nodes/nodes-params.ts';
import type { FindingView } from '#lib/views/finding-view.ts';

/** The facts beside a finding: object, check, area, fingerprint. */
export function AboutFinding({ view, scanId }: { view: FindingView; scanId: string }) {
  const t = useTranslations('finding');
  const areas = useTranslations('category');
  const { resource } = view;
  return (
    <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
      <Fact term={t('object')}>
        {resource.kind === 'Node' ? (
          <Link href={nodeHref(resource.name, scanId)} className="link font-mono text-xs break-all">
            {resource.name}
          </Link>
        ) : (
          <span className="font-mono text-xs break-all">{resource.name}</span>
        )}
      </Fact>
      <Fact term={t('kind')}>{resource.kind}</Fact>
      <Fact term={t('namespace')}>
        {resource.namespace === null ? (
          t('clusterScoped')
        ) : (
          <Link href={findingsHref({ scan: scanId, ns: [resource.namespace] })} className="link">
            {resource.namespace}
          </Link>
        )}
      </Fact>
      {view.node === null || view.node === '' || resource.kind === 'Node' ? null : (
        <Fact term={t('node')}>
          <Link href={findingsHref({ scan: scanId, node: [view.node] })} className="link break-all">
            {view.node}
          </Link>
        </Fact>
      )}
      <Fact term={t('check')}>
        <Link href={findingsHref({ scan: scanId, control: [view.controlId] })} className="link">
          {view.controlTitle}
        </Link>
      </Fact>
      <Fact term={t('area')}>{areas(view.category)}</Fact>
      <Fact term={t('fingerprint')}>
        <span className="font-mono text-xs break-all">{view.fingerprint}</span>
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
