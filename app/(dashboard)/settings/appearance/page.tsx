import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { SettingsTrail } from '#app/(dashboard)/_components/trail.tsx';
import { SettingsTabs } from '#app/(dashboard)/settings/_components/settings-tabs.tsx';
import { readAppearance } from '#app/appearance.ts';
import { definePage } from '#app/define-page.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { AppearanceChoices } from './_components/appearance-choices.tsx';

export async function generateMetadata() {
  const t = await getTranslations('appearance');
  return { title: t('title') };
}

/** What a reader may choose of the pages' looks, each with a picture of it. */
export default definePage('viewer', async () => {
  const [t, jar] = await Promise.all([getTranslations('appearance'), cookies()]);
  return (
    <>
      <PageHeader title={t('title')} trail={<SettingsTrail />} lead={t('lead')} />
      <SettingsTabs current="appearance" />
      <AppearanceChoices chosen={readAppearance((name) => jar.get(name)?.value)} />
    </>
  );
});
