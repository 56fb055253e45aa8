import { useTranslations } from 'next-intl';
import { LinkTabs } from '#components/ui/link-tabs.tsx';

/** The pages about a cluster's network, in the order of their tabs; another page is one more line. */
const AREAS = [
  { key: 'reach', href: '/network' },
  { key: 'simulate', href: '/network/simulate' },
  { key: 'hosts', href: '/network/hosts' },
  { key: 'layers', href: '/network/layers' },
] as const;
type NetworkArea = (typeof AREAS)[number]['key'];

/** Leads from one page about the network to the others, and keeps the cluster or scan that was chosen. */
export function NetworkAreas({
  current,
  asked: { cluster, scan },
}: {
  current: NetworkArea;
  asked: { readonly cluster: string | null; readonly scan: string | null };
}) {
  const t = useTranslations('networkAreas');
  const chosen = new URLSearchParams({
    ...(cluster === null ? {} : { cluster }),
    ...(scan === null ? {} : { scan }),
  }).toString();
  const query = chosen === '' ? '' : `?${chosen}`;
  const tabs = AREAS.map(({ key, href }) => ({ key, href: href + query, label: t(`pages.${key}`) }));
  return <LinkTabs label={t('label')} tabs={tabs} current={current} />;
}
