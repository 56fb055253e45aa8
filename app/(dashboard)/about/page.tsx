import { getTranslations } from 'next-intl/server';
import { definePage } from '#app/define-page.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { readInstallation } from '#lib/store/installation.ts';
import { licenseGroups } from '#lib/views/license-groups.ts';
import { AboutReport } from './_components/about-report.tsx';

export async function generateMetadata() {
  const t = await getTranslations('about');
  return { title: t('title') };
}

/** What runs here, what leaves it, where its data lies and under which licences it is shipped. */
export default definePage('viewer', async () => {
  const [t, installation] = await Promise.all([getTranslations('about'), readInstallation()]);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <AboutReport installation={installation} licenses={licenseGroups(installation.packages)} />
    </>
  );
});
