import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import type { Clause } from '#lib/views/verdict-clauses.ts';
import type { OverviewView } from '#app/(dashboard)/overview-view.ts';

/** The one sentence about the cluster; each half leads to the findings it counts. */
export function VerdictLine({ view }: { view: OverviewView }) {
  const t = useTranslations('verdict');
  const { verdict } = view;
  const s = (): ReactNode => (verdict.kind === 'minor' ? null : <Clauses view={view} />);
  const sentence = (): ReactNode => {
    switch (verdict.kind) {
      case 'blind':
        return verdict.clauses.length === 0
          ? t('blind', { cluster: view.cluster })
          : t.rich('blindBut', { cluster: view.cluster, s });
      case 'serious':
        return t.rich('serious', { s });
      case 'moderate':
        return t.rich('moderate', { s });
      case 'minor':
        return t('minor', { count: verdict.count });
      case 'clearSoFar':
        return t('clearSoFar', { notAssessed: verdict.notAssessed });
      case 'clear':
        return t('clear', { assessed: verdict.assessed });
    }
  };
  return (
    <p className="max-w-[34ch] text-lg font-[620] tracking-tight text-pretty first-letter:uppercase sm:text-xl">
      {sentence()}
    </p>
  );
}

function Clauses({ view }: { view: OverviewView }) {
  const t = useTranslations('verdict');
  const { verdict } = view;
  if (!('clauses' in verdict)) return null;
  const [first, second] = verdict.clauses;
  const one = (): ReactNode => (first === undefined ? null : <ClauseText clause={first} view={view} />);
  if (second === undefined) return one();
  return t.rich('and', { one, two: () => <ClauseText clause={second} view={view} /> });
}

function ClauseText({ clause, view }: { clause: Clause; view: OverviewView }) {
  const t = useTranslations('verdict');
  const href = findingsHref({
    scan: view.scanId,
    control: [...clause.controlIds],
    severity: [...clause.severities],
  });
  return t.rich(`clauses.${clause.name}`, {
    count: clause.count,
    title: view.titles[clause.controlIds[0] ?? ''] ?? '',
    a: (chunks) => (
      <Link
        href={href}
        className="underline decoration-line-strong decoration-1 underline-offset-[5px] hover:decoration-current"
      >
        {chunks}
      </Link>
    ),
  });
}
