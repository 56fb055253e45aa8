import { useTranslations } from 'next-intl';
import { LinkTabs } from '#components/ui/link-tabs.tsx';

const PAGES = ['clusters', 'appearance'] as const;

/** The pages of the settings, of which one is open. */
export function SettingsTabs({ current }: { current: (typeof PAGES)[number] }) {
  const t = useTranslations('frame');
  return (
    <div className="mb-5">
      <LinkTabs
        label={t('groups.settings')}
        current={current}
        tabs={PAGES.map((name) => ({ key: name, href: `/settings/${name}`, label: t(`pages.${name}`) }))}
      />
    </div>
  );
}
