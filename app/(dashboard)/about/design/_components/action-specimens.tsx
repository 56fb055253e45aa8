import { LoaderCircle, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { BrandMark } from '#components/ui/brand-mark.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { ChipLink } from '#components/ui/chip-link.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { KeyCap } from '#components/ui/key-cap.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { PickMenu } from '#components/ui/pick-menu.tsx';
import { ActionsSpecimen, MenuSpecimen } from './live-specimens.tsx';
import { Specimen, SpecimenGroup } from './specimen.tsx';

const LOOKS = ['primary', 'ghost', 'quiet', 'danger'] as const;

/** What the focus looks like, for a picture of it that needs no keyboard. */
const FOCUSED = 'outline-2 outline-offset-2 outline-accent';

const HERE = '/about/design';

/** What can be pressed. */
export function ActionSpecimens() {
  const t = useTranslations('design');
  const states = useTranslations('design.states');
  return (
    <SpecimenGroup title={t('groups.actions')}>
      {LOOKS.map((look) => (
        <Specimen key={look} name={`button ${look}`}>
          <Button look={look}>{states('rest')}</Button>
          <Button look={look} className={FOCUSED}>
            {states('focus')}
          </Button>
          <Button look={look} disabled>
            {states('disabled')}
          </Button>
          <Button look={look} disabled aria-busy>
            <LoaderCircle size={14} aria-hidden className="animate-spin" />
            {states('loading')}
          </Button>
          <ButtonLink look={look} href={HERE}>
            <Play size={14} aria-hidden />
            {states('link')}
          </ButtonLink>
          <Button look={look} lang="zh-CN">
            {t('samples.chineseShort')}
          </Button>
        </Specimen>
      ))}
      <Specimen name="chip-link">
        <ChipLink href={HERE} isOn={false}>
          {states('off')}
        </ChipLink>
        <ChipLink href={HERE} isOn>
          {states('on')}
        </ChipLink>
      </Specimen>
      <Specimen name="copy-button">
        <CopyButton text={t('samples.machine')} label={states('rest')} done={states('done')} />
      </Specimen>
      <Specimen name="choice-menu">
        <MenuSpecimen
          label={t('samples.short')}
          options={[
            { value: 'one', label: states('on') },
            { value: 'other', label: states('off') },
          ]}
        />
      </Specimen>
      <Specimen name="action-menu">
        {[false, true].map((isOff) => (
          <ActionsSpecimen
            key={String(isOff)}
            label={states(isOff ? 'disabled' : 'rest')}
            isOff={isOff}
            actions={[
              { value: 'one', label: t('samples.short'), detail: t('samples.long') },
              { value: 'other', label: t('samples.chineseShort'), detail: t('samples.chinese') },
            ]}
          />
        ))}
      </Specimen>
      <Specimen name="pick-menu">
        <PickMenu
          label={states('rest')}
          trigger={t('samples.short')}
          className="border-line-strong"
          picked="on"
          entries={[
            { key: 'on', href: HERE, text: states('on'), content: states('on') },
            { key: 'off', href: HERE, text: states('off'), content: t('samples.long') },
          ]}
          more={{ href: HERE, label: states('link') }}
        />
      </Specimen>
      <Specimen name="link-tabs">
        <LinkTabs
          label={t('samples.short')}
          current="on"
          tabs={[
            { key: 'on', href: HERE, label: states('on'), count: '12' },
            { key: 'off', href: HERE, label: states('off'), count: '0' },
            { key: 'long', href: HERE, label: t('samples.short') },
          ]}
        />
      </Specimen>
      <Specimen name="pager">
        <Pager
          label={t('groups.actions')}
          where={t('samples.where')}
          previous={{ href: HERE, label: t('samples.previous') }}
          next={{ href: HERE, label: t('samples.next') }}
        />
      </Specimen>
      <Specimen name="key-cap">
        <KeyCap>?</KeyCap>
        <KeyCap>1</KeyCap>
      </Specimen>
      <Specimen name="brand-mark">
        <BrandMark />
        <BrandMark size={32} />
      </Specimen>
    </SpecimenGroup>
  );
}
