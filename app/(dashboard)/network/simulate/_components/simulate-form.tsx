'use client';

import { CircleX, FlaskConical, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState, type SyntheticEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import { SimulateResult } from './simulate-result.tsx';
import { useSimulation } from './use-simulation.ts';

/** How far down a screen an answer may begin and still be noticed. */
const SEEN = 0.6;

/** YAML to lay over a scan, or a policy to leave out, and what would then be different. */
export function SimulateForm({
  scanId,
  policies,
  start,
}: {
  scanId: string;
  policies: readonly string[];
  start: string;
}) {
  const t = useTranslations('simulate');
  const id = useId();
  const [yaml, setYaml] = useState(start);
  const [without, setWithout] = useState('');
  const { state, simulate } = useSimulation(scanId);
  const isBusy = state.kind === 'busy';
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.kind !== 'known' && state.kind !== 'refused') return;
    // On a narrow screen the answer stands below the form, where nobody would see that it came.
    const top = answer.current?.getBoundingClientRect().top ?? 0;
    if (top > window.innerHeight * SEEN) answer.current?.scrollIntoView({ block: 'start' });
  }, [state]);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    simulate({ yaml, without });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[minmax(0,28rem)_minmax(0,1fr)]">
      <Panel title={t('what')}>
        <form onSubmit={submit} className="grid gap-3">
          <div>
            <label htmlFor={id} className="mb-1 block text-sm font-medium text-ink-2">
              {t('yaml')}
            </label>
            <textarea
              id={id}
              value={yaml}
              onChange={({ target }) => setYaml(target.value)}
              rows={18}
              spellCheck={false}
              autoComplete="off"
              aria-describedby={`${id}-kinds`}
              className="block w-full resize-y rounded-s border border-line-strong bg-panel px-2.5 py-2 font-mono text-xs leading-[18px]"
            />
            <p id={`${id}-kinds`} className="mt-1 text-sm text-ink-3">
              {t('kinds')}
            </p>
          </div>
          <SelectField
            label={t('without')}
            value={without}
            onChange={({ target }) => setWithout(target.value)}
          >
            <option value="">{t('withoutNone')}</option>
            {policies.map((policy) => (
              <option key={policy} value={policy}>
                {policy}
              </option>
            ))}
          </SelectField>
          <p className="flex flex-wrap items-center gap-3">
            <Button
              type="submit"
              look="primary"
              disabled={isBusy || (yaml.trim() === '' && without === '')}
              aria-busy={isBusy}
            >
              <FlaskConical size={14} aria-hidden />
              {t('run')}
            </Button>
            <span className="inline-flex items-center gap-1.5 text-sm text-ink-2">
              <ShieldCheck size={14} aria-hidden className="shrink-0" />
              {t('nothingApplied')}
            </span>
          </p>
        </form>
      </Panel>
      <div
        ref={answer}
        aria-live="polite"
        aria-busy={isBusy}
        className="grid scroll-mt-20 min-w-0 grid-cols-[minmax(0,1fr)] gap-5"
      >
        {state.kind === 'none' ? <p className="py-3 text-ink-2">{t('before')}</p> : null}
        {isBusy ? <p className="py-3 text-ink-2">{t('busy')}</p> : null}
        {state.kind === 'refused' ? (
          <Notice look="bad" icon={<CircleX size={16} />}>
            <p>{t('refused')}</p>
            <ul className="mt-1 grid gap-0.5">
              {state.faults.map(({ line, column, message }) => (
                <li key={`${line} ${column} ${message}`} className="[overflow-wrap:anywhere]">
                  {line === null ? null : (
                    <b className="num font-semibold">
                      {column === null ? t('atLine', { line }) : t('atPlace', { line, column })}{' '}
                    </b>
                  )}
                  {message}
                </li>
              ))}
            </ul>
          </Notice>
        ) : null}
        {state.kind === 'known' ? <SimulateResult simulation={state.simulation} /> : null}
      </div>
    </div>
  );
}
