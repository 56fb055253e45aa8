import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { networkHref, type NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import type { ReachExplained } from '#app/(dashboard)/network/read-reach.ts';

/** How far whoever breaks into the sender could go on, step by step; worked out when it is asked for. */
export function BlastSteps({
  explained: { source, blast },
  params,
}: {
  explained: ReachExplained;
  params: NetworkParams;
}) {
  const t = useTranslations('reach');
  // Only pods are broken into here, not addresses.
  if (!source.includes('/')) return null;
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <h3 className="text-sm font-semibold text-ink-2">{t('blast')}</h3>
      {blast === null ? (
        <Link
          href={networkHref({ ...params, far: true })}
          scroll={false}
          prefetch={false}
          className="link w-fit"
        >
          {t('askBlast', { source })}
        </Link>
      ) : blast.steps.length === 0 ? (
        <p>{blast.isOnHost ? t('blastOnHost') : t('noBlast')}</p>
      ) : (
        <ol className="grid gap-1.5">
          {blast.steps.map(({ sure, perhaps, names }, at) => (
            <li key={at}>
              <details>
                <summary className="hover:text-ink">
                  <span className="font-medium">{t('step', { step: at + 1 })}</span>{' '}
                  {t('stepCount', { count: sure })}
                  {perhaps === 0 ? null : (
                    <span className="text-unknown"> {t('stepPerhaps', { count: perhaps })}</span>
                  )}
                </summary>
                <ul className="mt-1 grid gap-0.5 pl-4 text-sm">
                  {names.map(({ name, isSure }) => (
                    <li key={name} className={`[overflow-wrap:anywhere] ${isSure ? '' : 'text-unknown'}`}>
                      {name.replace(/\[\w+\]$/, '')}
                    </li>
                  ))}
                  {sure + perhaps > names.length ? (
                    <li className="text-ink-2">{t('stepMore', { count: sure + perhaps - names.length })}</li>
                  ) : null}
                </ul>
              </details>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
