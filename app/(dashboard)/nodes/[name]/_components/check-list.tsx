import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { CheckStateMark } from '#components/node/check-state-mark.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { NodeAnswer } from '#lib/questions/node-of-scan.ts';

/** What each check comes to on this node. */
export function CheckList({ answer, scanId }: { answer: NodeAnswer; scanId: string }) {
  const t = useTranslations('node');
  const nodes = useTranslations('nodes');
  const locale = useLocale();
  const { checks, record } = answer;
  if (checks.length === 0) return null;
  return (
    <Panel title={t('checks')}>
      <ul className="grid gap-2 text-sm">
        {checks.map(({ id, title }, index) => {
          const state = record.states[index] ?? 'unseen';
          return (
            <li key={id} className="grid grid-cols-[36px_minmax(0,1fr)] items-start gap-x-2">
              <span className="inline-grid h-5 place-items-center">
                <CheckStateMark state={state} severity={null} />
              </span>
              <span>
                <Link
                  href={findingsHref({ scan: scanId, control: [id] })}
                  prefetch={false}
                  className="hover:underline"
                >
                  {title[locale]}
                </Link>
                <span className="block text-ink-3">{nodes(`checkStates.${state}`)}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
