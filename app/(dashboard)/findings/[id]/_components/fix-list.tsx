import { useTranslations } from 'next-intl';
import { CodeBlock } from '#components/ui/code-block.tsx';
import type { FindingView, Fix } from '#lib/views/finding-view.ts';

/** How to mend it: in words, for this object, in general. */
export function FixList({ view }: { view: FindingView }) {
  const t = useTranslations('finding');
  return (
    <div className="grid gap-3">
      <p className="max-w-prose whitespace-pre-line">{view.fixText}</p>
      <Fixes title={t('fixObject')} fixes={view.objectFixes} />
      <Fixes title={t('fixGeneral')} fixes={view.generalFixes} />
    </div>
  );
}

function Fixes({ title, fixes }: { title: string; fixes: readonly Fix[] }) {
  const t = useTranslations('finding');
  if (fixes.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h3 className="text-sm font-medium text-ink-2">{title}</h3>
      {fixes.map(({ kind, code }) => (
        <CodeBlock
          key={kind}
          title={t(kind === 'yaml' ? 'manifest' : 'commandLine')}
          code={code}
          copy={t('copy')}
          copied={t('copied')}
        />
      ))}
    </div>
  );
}
