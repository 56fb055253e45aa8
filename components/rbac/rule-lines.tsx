import { useTranslations } from 'next-intl';
import type { RuleLine } from '#lib/views/rbac-rules.ts';

const FIRST = 4;

/** The rules of a role: what may be done on what; a long list folds after the first few. */
export function RuleLines({ lines, all = false }: { lines: readonly RuleLine[]; all?: boolean }) {
  const t = useTranslations('rbacRule');
  if (lines.length === 0) return <p className="text-sm text-ink-3">{t('none')}</p>;
  const first = all ? lines : lines.slice(0, FIRST);
  const others = lines.slice(first.length);
  return (
    <>
      <Lines lines={first} />
      {others.length === 0 ? null : (
        <details>
          <summary className="py-1 text-sm text-ink-2 hover:text-ink">
            {t('more', { count: others.length })}
          </summary>
          <Lines lines={others} />
        </details>
      )}
    </>
  );
}

function Lines({ lines }: { lines: readonly RuleLine[] }) {
  return (
    <ul className="grid gap-1">
      {lines.map((line, index) => (
        <li
          key={index}
          className="grid gap-x-4 font-mono text-xs leading-[18px] sm:grid-cols-[minmax(0,min(13rem,40%))_minmax(0,1fr)]"
        >
          <Line line={line} />
        </li>
      ))}
    </ul>
  );
}

function Line({ line: { verbs, resources, names, paths, isEverything } }: { line: RuleLine }) {
  const t = useTranslations('rbacRule');
  if (isEverything) {
    return (
      <span className="font-sans text-sm font-semibold text-critical sm:col-span-2">{t('everything')}</span>
    );
  }
  return (
    <>
      <span className="min-w-0 text-ink-2 break-words">{verbs.join(' ')}</span>
      <span className="min-w-0 break-words">
        {[...resources, ...paths].join(' ')}
        {names.length === 0 ? null : (
          <span className="text-ink-2">
            {' '}
            <span className="font-sans">{t('named')}</span> {names.join(' ')}
          </span>
        )}
      </span>
    </>
  );
}
