import { CircleAlert, CircleCheck, CircleDashed, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SideSheet } from '#components/ui/side-sheet.tsx';
import { PageSkeleton } from '#components/ui/skeleton.tsx';
import { SheetSpecimen } from './live-specimens.tsx';
import { Specimen, SpecimenGroup } from './specimen.tsx';
import { TableSpecimen } from './table-specimen.tsx';

const NOTICES = [
  { look: 'unknown', Icon: CircleDashed },
  { look: 'bad', Icon: CircleAlert },
  { look: 'good', Icon: CircleCheck },
] as const;

/** What holds other things, and what stands in their place when there is nothing. */
export function SurfaceSpecimens({ isSheetOpen }: { isSheetOpen: boolean }) {
  const t = useTranslations('design');
  const states = useTranslations('design.states');
  return (
    <SpecimenGroup title={t('groups.surfaces')}>
      <Specimen name="panel">
        <Panel
          title={states('rest')}
          aside={<span className="text-sm text-ink-2">{t('samples.short')}</span>}
        >
          <p className="max-w-md">{t('samples.long')}</p>
        </Panel>
        <Panel>
          <p>{t('samples.short')}</p>
        </Panel>
      </Specimen>
      <Specimen name="table">
        <TableSpecimen />
      </Specimen>
      <Specimen name="notice">
        <div className="grid w-full gap-2">
          {NOTICES.map(({ look, Icon }) => (
            <Notice key={look} look={look} icon={<Icon size={16} />}>
              {t('samples.long')}
            </Notice>
          ))}
        </div>
      </Specimen>
      <Specimen name="empty-state">
        <div className="w-full">
          <EmptyState
            icon={<SearchX size={28} strokeWidth={1.4} />}
            title={states('empty')}
            action={<Button look="primary">{states('rest')}</Button>}
          >
            {t('samples.long')}
          </EmptyState>
        </div>
      </Specimen>
      <Specimen name="skeleton">
        <div className="w-full max-w-xl">
          <PageSkeleton label={states('loading')} />
        </div>
      </Specimen>
      <Specimen name="code-block">
        <div className="w-full max-w-xl">
          <CodeBlock
            title={t('samples.short')}
            code={t('samples.machine')}
            copy={states('rest')}
            copied={states('done')}
          />
        </div>
      </Specimen>
      <Specimen name="bottom-sheet">
        <SheetSpecimen label={t('samples.short')} close={states('off')} text={t('samples.long')} />
      </Specimen>
      <Specimen name="side-sheet">
        {isSheetOpen ? (
          <SideSheet label={t('samples.short')} close={states('off')} closeHref="/about/design">
            <h2 className="pr-8 text-lg font-semibold">{t('samples.short')}</h2>
            <p>{t('samples.long')}</p>
          </SideSheet>
        ) : (
          <ButtonLink href="/about/design?sheet=open" scroll={false}>
            {states('on')}
          </ButtonLink>
        )}
      </Specimen>
    </SpecimenGroup>
  );
}
