import { useTranslations } from 'next-intl';
import { Specimen, SpecimenGroup } from './specimen.tsx';

const SIZES = ['text-2xl', 'text-xl', 'text-lg', 'text-base', 'text-sm', 'text-xs'] as const;

const INKS = [
  'text-ink',
  'text-ink-2',
  'text-ink-3',
  'text-accent',
  'text-critical',
  'text-high',
  'text-medium',
  'text-low',
  'text-pass',
  'text-unknown',
] as const;

const SURFACES = ['bg-bg', 'bg-panel', 'bg-sunken'] as const;

/** Sizes of text, colours on every surface they stand on, and figures. */
export function TypeSpecimens() {
  const t = useTranslations('design');
  return (
    <SpecimenGroup title={t('groups.type')}>
      {SIZES.map((size) => (
        <Specimen key={size} name={size}>
          <p className={`max-w-prose ${size}`}>{t('samples.long')}</p>
        </Specimen>
      ))}
      <Specimen name="zh-CN">
        <p lang="zh-CN" className="max-w-prose">
          {t('samples.chinese')}
        </p>
      </Specimen>
      <Specimen name="font-mono">
        <code className="font-mono text-xs leading-[18px] break-all">{t('samples.machine')}</code>
      </Specimen>
      <Specimen name="num">
        <span className="num grid text-right">
          {['1', '1,111', '88,888'].map((figures) => (
            <span key={figures}>{figures}</span>
          ))}
        </span>
      </Specimen>
      {SURFACES.map((surface) => (
        <Specimen key={surface} name={surface}>
          <span
            className={`flex w-full flex-wrap gap-x-4 gap-y-1 rounded-s border border-line px-3 py-2 ${surface}`}
          >
            {INKS.map((ink) => (
              <span key={ink} className={ink}>
                {t('samples.short')}
              </span>
            ))}
          </span>
        </Specimen>
      ))}
    </SpecimenGroup>
  );
}
