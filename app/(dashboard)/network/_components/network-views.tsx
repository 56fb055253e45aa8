import { useTranslations } from 'next-intl';
import type { NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import { LinkTabs } from '#components/ui/link-tabs.tsx';

/** The pages about the network of one scan. */
const VIEWS = [
  { key: 'reach', path: '/network' },
  { key: 'simulate', path: '/network/simulate' },
] as const;

/** Leads from one page about the network to the others, within the same scan. */
export function NetworkViews({
  current,
  params: { cluster, scan },
}: {
  current: (typeof VIEWS)[number]['key'];
  params: Pick<NetworkParams, 'cluster' | 'scan'>;
}) {
  const t = useTranslations('networkViews');
  const kept = Object.entries({ cluster, scan }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value]],
  );
  const query = kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`;
  return (
    <div className="mb-5">
      <LinkTabs
        label={t('label')}
        current={current}
        tabs={VIEWS.map(({ key, path }) => ({ key, href: `${path}${query}`, label: t(`pages.${key}`) }))}
      />
    </div>
  );
}
