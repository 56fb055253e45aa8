import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { definePage } from '#app/define-page.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { showsDesign } from '#lib/auth/shows-design.ts';
import { ActionSpecimens } from './_components/action-specimens.tsx';
import { ChartSpecimens } from './_components/chart-specimens.tsx';
import { FieldSpecimens } from './_components/field-specimens.tsx';
import { MarkSpecimens } from './_components/mark-specimens.tsx';
import { SurfaceSpecimens } from './_components/surface-specimens.tsx';
import { TypeSpecimens } from './_components/type-specimens.tsx';

export async function generateMetadata() {
  const t = await getTranslations('design');
  return { title: t('title') };
}

/** Every part of the pages in every state it can be in, for eyes and for tests; not there in operation. */
export default definePage('viewer', async ({ searchParams }) => {
  if (!showsDesign()) notFound();
  const [t, asked] = await Promise.all([getTranslations('design'), searchParams]);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <TypeSpecimens />
        <ActionSpecimens />
        <FieldSpecimens />
        <MarkSpecimens />
        <SurfaceSpecimens isSheetOpen={asked['sheet'] === 'open'} />
        <ChartSpecimens />
      </div>
    </>
  );
});
