import { useTranslations } from 'next-intl';
import { Trail } from '#app/(dashboard)/_components/trail.tsx';
import { DemoTag } from '#components/scan/demo-tag.tsx';
import { StatusMark } from '#components/scan/status-mark.tsx';
import { Age } from '#components/time/age.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Trigger } from '#lib/model/scan.ts';
import type { ScanItem } from '#lib/views/scan-item.ts';

/** Which scan this is, how it stands and how it came about. */
export function ScanHeader({
  item,
  trigger,
  hasResult,
}: {
  item: ScanItem;
  trigger: Trigger;
  hasResult: boolean;
}) {
  const t = useTranslations('scan');
  const words = useTranslations();
  return (
    <PageHeader
      trail={<Trail page="scans" />}
      title={
        <>
          {t('title', { cluster: item.cluster.name })} {item.cluster.demo ? <DemoTag /> : null}
        </>
      }
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusMark status={item.status} />
          <Age at={item.at} />
          <span>{words(`trigger.${trigger}`)}</span>
          <span>{words(`profile.${item.profile}`)}</span>
          {item.took === null ? null : <span>{t('took', { time: item.took })}</span>}
        </span>
      }
      actions={
        hasResult ? (
          <a href={`/api/scans/${item.id}/result`} className="link">
            {t('download')}
          </a>
        ) : (
          <ButtonLink href="/scans">{t('again')}</ButtonLink>
        )
      }
    />
  );
}
