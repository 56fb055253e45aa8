import { ArrowRight, CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { RuleLines } from '#components/rbac/rule-lines.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { ChainLink, ChainRule, ChainStepView } from '#lib/views/chain-steps.ts';

/** What the page knows of a subject's way to full rights. */
export type ShownChain =
  | { readonly state: 'not-looked' | 'none' | 'admin' }
  | ({ readonly state: 'chain' } & FoundChain);

interface FoundChain {
  readonly steps: readonly ChainStepView[];
  readonly isCertain: boolean;
  readonly isDefault: boolean;
  /** The group whose way it is; null where it is the subject's own. */
  readonly through: string | null;
}

/** How far a subject gets: the shortest way to full rights, step by step, each with what it rests on. */
export function EscalationPanel({ chain }: { chain: ShownChain }) {
  const t = useTranslations('rbacChain');
  // Who may do everything has nowhere to go.
  if (chain.state === 'admin') return null;
  if (chain.state !== 'chain') {
    return (
      <Panel title={t('title')}>
        {chain.state === 'none' ? (
          <p className="flex gap-2 text-ink-2">
            <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-pass" />
            {t('none')}
          </p>
        ) : (
          <Notice look="unknown" icon={<CircleDashed size={16} />}>
            {t('notLooked')}
          </Notice>
        )}
      </Panel>
    );
  }
  return (
    <Panel title={t('title')} flush>
      <p className="px-4 pt-1 pb-3 sm:px-5">
        <Summary chain={chain} />
      </p>
      <ol>
        {chain.steps.map((step, index) => (
          <li key={index} className="flex gap-3 border-t border-line px-4 py-3 sm:px-5">
            <span
              aria-hidden
              className="num mt-px grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-sm text-ink-2"
            >
              {index + 1}
            </span>
            <Step step={step} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Summary({ chain: { steps, isCertain, isDefault, through } }: { chain: FoundChain }) {
  const t = useTranslations('rbacChain');
  return (
    <>
      <span className={isCertain && !isDefault ? 'font-semibold text-critical' : 'font-semibold'}>
        {t(isCertain ? 'certain' : 'possible', { count: steps.length })}
      </span>
      {through === null ? null : <> {t('through', { group: through })}</>}
      {isDefault ? <> {t('default')}</> : null}
    </>
  );
}

function Step({ step }: { step: ChainStepView }) {
  const t = useTranslations('rbacChain');
  return (
    <div className="grid min-w-0 flex-1 gap-2">
      <p className="break-words">
        {step.sentence}{' '}
        {step.to.href === null ? null : (
          <Link
            href={step.to.href}
            className="link inline-flex items-baseline gap-1 text-sm whitespace-nowrap"
          >
            {t('open')}
            <ArrowRight size={12} aria-hidden className="translate-y-0.5" />
            <span className="sr-only">{step.to.label}</span>
          </Link>
        )}
      </p>
      {step.unknown.length === 0 ? null : (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('unknown', { parts: step.unknown.join(t('joint')) })}
        </Notice>
      )}
      {step.rules.length === 0 ? null : <Rules rules={step.rules} />}
      {step.objects.length === 0 ? null : (
        <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-sm text-ink-2">
          <span>{t('objects')}</span>
          {step.objects.map((object) => (
            <Named key={object.label} link={object} />
          ))}
        </p>
      )}
    </div>
  );
}

function Rules({ rules }: { rules: readonly ChainRule[] }) {
  const t = useTranslations('rbacChain');
  return (
    <ul className="grid gap-2">
      {rules.map(({ binding, role, line }, index) => (
        <li key={index} className="grid gap-1">
          <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-2">
            <span className="break-words">{binding ?? t('newBinding')}</span>
            <ArrowRight size={12} aria-hidden className="translate-y-0.5 text-ink-3" />
            <Named link={role} />
          </p>
          <RuleLines lines={[line]} />
        </li>
      ))}
    </ul>
  );
}

function Named({ link: { label, href } }: { link: ChainLink }) {
  if (href === null) return <span className="break-words text-ink">{label}</span>;
  return (
    <Link href={href} className="link break-words text-ink">
      {label}
    </Link>
  );
}
