import { CircleDashed, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Panel } from '#components/ui/panel.tsx';
import type { ShownLayers } from '#app/(dashboard)/network/layers/shown-layers.ts';
import { MoreTold } from './more-told.tsx';

type Problem = ShownLayers['problems']['rows'][number];

const GRAVE: readonly Problem['kind'][] = ['not-enforced', 'open-beside-policies', 'given-to-all'];
const SHOWN = 8;

/** What is wrong with the layers, one sentence each; the gravest stand first. */
export function ProblemPanel({ problems: { rows, more } }: { problems: ShownLayers['problems'] }) {
  const t = useTranslations('layers');
  const [first, rest] = [rows.slice(0, SHOWN), rows.slice(SHOWN)];
  return (
    <Panel title={t('problems', { count: rows.length + more })}>
      <Sentences problems={first} />
      {rest.length === 0 ? null : (
        <details className="mt-2">
          <summary className="text-sm text-ink-2 hover:text-ink">
            {t('more', { count: rest.length + more })}
          </summary>
          <div className="mt-2">
            <Sentences problems={rest} />
            <MoreTold count={more} />
          </div>
        </details>
      )}
    </Panel>
  );
}

function Sentences({ problems }: { problems: readonly Problem[] }) {
  const locale = useLocale();
  return (
    <ul className="grid gap-2">
      {problems.map(({ kind, message }) => (
        <li key={`${kind} ${message.en}`} className="flex items-start gap-2.5">
          <Sign kind={kind} />
          <span className="min-w-0 break-words">{message[locale]}</span>
        </li>
      ))}
    </ul>
  );
}

function Sign({ kind }: Pick<Problem, 'kind'>) {
  if (GRAVE.includes(kind)) {
    return <OctagonAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-critical" />;
  }
  if (kind === 'declared-only') {
    return <CircleDashed size={16} aria-hidden className="mt-0.5 shrink-0 text-unknown" />;
  }
  return <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-medium" />;
}
