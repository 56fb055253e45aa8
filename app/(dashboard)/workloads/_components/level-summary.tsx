import { useFormatter, useTranslations } from 'next-intl';
import { workloadsHref, type WorkloadsParams } from '#app/(dashboard)/workloads/workloads-params.ts';
import { ChipLink } from '#components/ui/chip-link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { ShareBar } from '#components/ui/share-bar.tsx';
import type { SecurityLevel } from '#lib/views/workload-rows.ts';
import { LevelMark } from './level-mark.tsx';

const LOOKS: readonly { readonly key: SecurityLevel; readonly look: string }[] = [
  { key: 'privileged', look: 'bg-high' },
  { key: 'baseline', look: 'bg-line-strong' },
  { key: 'restricted', look: 'bg-pass' },
];

/** How many workloads keep which level; each level is a filter. */
export function LevelSummary({
  levels,
  params,
}: {
  levels: Readonly<Record<SecurityLevel, number>>;
  params: WorkloadsParams;
}) {
  const t = useTranslations('workloads');
  const format = useFormatter();
  return (
    <Panel title={t('levels')}>
      <ShareBar shares={LOOKS.map(({ key, look }) => ({ key, look, count: levels[key] }))} />
      <p className="mt-3 flex flex-wrap gap-2">
        {LOOKS.map(({ key }) => {
          const isOn = params.level.includes(key);
          const level = isOn ? params.level.filter((other) => other !== key) : [...params.level, key];
          return (
            <ChipLink key={key} href={workloadsHref({ ...params, level, page: 1 })} isOn={isOn}>
              <LevelMark level={key} />
              <span className="num">{format.number(levels[key])}</span>
            </ChipLink>
          );
        })}
      </p>
      <p className="mt-3 max-w-3xl text-sm text-ink-2">{t('levelsWhat')}</p>
    </Panel>
  );
}
