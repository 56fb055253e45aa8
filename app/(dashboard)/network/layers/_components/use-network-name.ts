import { useTranslations } from 'next-intl';

/** Returns how a network is called on the page: the primary one has no name of its own. */
export function useNetworkName(): (key: string) => string {
  const t = useTranslations('layers');
  return (key) => (key === 'primary' ? t('primary') : key);
}
