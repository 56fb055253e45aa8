import { Check, Circle, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PHASES } from '#lib/model/scan.ts';
import type { ScanProgress } from './scan-progress.ts';

/** The phases in their order: done, now, to come. */
export function PhaseSteps({ progress }: { progress: ScanProgress }) {
  const t = useTranslations('scan');
  const names = useTranslations('phase');
  const current = progress.phase === null ? -1 : PHASES.indexOf(progress.phase);
  return (
    <ol className="grid gap-2 sm:grid-cols-3 lg:grid-cols-6">
      {PHASES.map((phase, index) => {
        const state = index < current ? 'done' : index === current ? 'now' : 'next';
        const Icon = { done: Check, now: LoaderCircle, next: Circle }[state];
        const ink = { done: 'text-pass', now: 'text-accent', next: 'text-ink-3' }[state];
        return (
          <li
            key={phase}
            aria-current={index === current ? 'step' : undefined}
            className="flex items-center gap-2 border-t-2 border-line pt-2 aria-[current]:border-accent"
          >
            <Icon
              size={14}
              aria-hidden
              className={`shrink-0 ${ink} ${state === 'now' ? 'animate-spin' : ''}`}
            />
            <span className={state === 'next' ? 'text-ink-2' : 'font-medium'}>{names(phase)}</span>
            <span className="sr-only">{t(`steps.${state}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
