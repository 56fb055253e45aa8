import { useTranslations } from 'next-intl';
import { CodeBlock } from '#components/ui/code-block.tsx';
import type { EvidenceLine } from '#lib/views/evidence-lines.ts';

/** Where something was seen, what it was, what it should be, and the command that shows it. */
export function EvidenceList({ evidence }: { evidence: readonly EvidenceLine[] }) {
  const t = useTranslations('finding');
  return (
    <ol className="grid gap-4">
      {evidence.map((item, index) => (
        <li key={index} className="grid gap-2 border-t border-line pt-3 first:border-t-0 first:pt-0">
          <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[88px_minmax(0,1fr)]">
            <Line term={t('path')} value={item.path} />
            <Line term={t('observed')} value={item.observed} mark="text-critical" />
            <Line term={t('expected')} value={item.expected} mark="text-pass" />
          </dl>
          <CodeBlock title={t('command')} code={item.command} copy={t('copy')} copied={t('copied')} />
        </li>
      ))}
    </ol>
  );
}

function Line({ term, value, mark = '' }: { term: string; value: string; mark?: string }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className={`min-w-0 font-mono text-xs leading-[18px] break-words ${mark}`}>{value}</dd>
    </>
  );
}
