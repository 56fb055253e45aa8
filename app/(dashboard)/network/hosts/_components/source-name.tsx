import { useTranslations } from 'next-intl';
import type { HostSource } from '#lib/model/host-firewall.ts';

/** Who sends, in words; a network by its CIDR. */
export function SourceName({ source }: { source: HostSource }) {
  const t = useTranslations('hosts');
  return source.kind === 'network' ? (
    <span className="num">{source.cidr}</span>
  ) : (
    <>{t(`sources.${source.kind}`)}</>
  );
}
