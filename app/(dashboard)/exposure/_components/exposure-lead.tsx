import { useTranslations } from 'next-intl';
import type { ExposureView } from '#app/(dashboard)/exposure/read-exposure.ts';

/** The verdict in a sentence, and from where it was seen. */
export function ExposureLead({ view }: { view: ExposureView }) {
  const t = useTranslations('exposure');
  const { counts } = view.matrix;
  const asked = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts['not-asked'];
  return (
    <p className="max-w-prose">
      {asked === 0 ? (
        t('nothingAsked')
      ) : (
        <>
          <span className="font-medium text-ink">
            {t('verdict', { open: counts['open-door'], beside: counts['should-not'] })}
          </span>{' '}
          {t('seenFrom', { from: view.from })}
        </>
      )}
    </p>
  );
}
