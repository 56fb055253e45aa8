import { CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Panel } from '#components/ui/panel.tsx';
import type { ProbeResult } from '#lib/model/probe.ts';

/** What the kubelet said to a stranger, question by question. */
export function KubeletAnswers({ kubelets }: { kubelets: readonly ProbeResult[] }) {
  const t = useTranslations('node');
  const exposure = useTranslations('exposure');
  return (
    <Panel title={t('kubelet')}>
      {kubelets.length === 0 ? (
        <p className="not-assessed flex items-center gap-2 rounded-s px-3 py-2 text-sm">
          <CircleDashed size={15} aria-hidden />
          {t('kubeletUnseen')}
        </p>
      ) : (
        <ul className="grid gap-4">
          {kubelets.map((probe) => (
            <li key={`${probe.target.address} ${probe.target.port}`}>
              <p className="mb-1.5 flex flex-wrap items-baseline gap-x-3">
                <span className="font-mono text-xs">
                  {probe.target.address}:{probe.target.port}
                </span>
                <span className="text-sm text-ink-2">{exposure(`anonymousFacts.${probe.anonymous}`)}</span>
              </p>
              <ul className="overflow-hidden rounded-s border border-line">
                {probe.answers.map(({ method, path, status, excerpt, error }) => (
                  <li
                    key={path}
                    className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-b border-line px-3 py-1.5 font-mono text-xs leading-[18px] last:border-b-0 sm:grid-cols-[140px_minmax(0,1fr)_auto]"
                  >
                    <span className="break-all">{`${method} ${path}`}</span>
                    <span className="break-all text-ink-2 max-sm:col-span-2 max-sm:row-start-2">
                      {excerpt ?? error}
                    </span>
                    <span className="num font-semibold">{status ?? exposure('noAnswer')}</span>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
