import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { roleHref, subjectHref } from '#components/rbac/rbac-href.ts';
import { RuleLines } from '#components/rbac/rule-lines.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { RightsChain } from '#lib/views/rbac-rights.ts';

/** Every right with the way it comes: binding, role, rules; unchanged defaults stand folded at the end. */
export function ChainList({ chains, scanId }: { chains: readonly RightsChain[]; scanId: string }) {
  const t = useTranslations('rbacSubject');
  const added = chains.filter(({ isDefault }) => !isDefault);
  const defaults = chains.filter(({ isDefault }) => isDefault);
  return (
    <Panel title={t('rights')} flush>
      {added.length === 0 ? (
        <p className="border-t border-line px-4 py-3 text-ink-2 sm:px-5">{t('noRights')}</p>
      ) : (
        <Chains chains={added} scanId={scanId} />
      )}
      {defaults.length === 0 ? null : (
        <details className="border-t border-line" open={added.length === 0}>
          <summary className="px-4 py-2.5 text-sm text-ink-2 hover:text-ink sm:px-5">
            {t('defaults', { count: defaults.length })}
          </summary>
          <Chains chains={defaults} scanId={scanId} />
        </details>
      )}
    </Panel>
  );
}

function Chains({ chains, scanId }: { chains: readonly RightsChain[]; scanId: string }) {
  return (
    <ol>
      {chains.map((chain) => (
        <li
          key={`${chain.binding.kind} ${chain.binding.name} ${chain.through?.address ?? ''}`}
          data-row
          className="border-t border-line px-4 py-row sm:px-5"
        >
          <Chain chain={chain} scanId={scanId} />
        </li>
      ))}
    </ol>
  );
}

function Chain({ chain, scanId }: { chain: RightsChain; scanId: string }) {
  const t = useTranslations('rbacSubject');
  const { binding, role, through, namespace, lines } = chain;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
        {through === null ? null : (
          <>
            <Link href={subjectHref(through.address, scanId)} className="link text-sm break-words">
              {t('through', { group: through.name })}
            </Link>
            <ArrowRight size={13} aria-hidden className="translate-y-0.5 text-ink-3" />
          </>
        )}
        <span className="text-sm text-ink-2">
          {binding.kind} <span className="break-words text-ink">{binding.name}</span>
        </span>
        <ArrowRight size={13} aria-hidden className="translate-y-0.5 text-ink-3" />
        <span className="text-sm text-ink-2">
          {role.kind}{' '}
          <Link href={roleHref(role.address, scanId)} className="link font-medium break-words text-ink">
            {role.name}
          </Link>
        </span>
        <span className="ml-auto rounded-full bg-sunken px-2.5 text-sm whitespace-nowrap text-ink-2">
          {namespace === null ? t('everywhere') : t('inNamespace', { namespace })}
        </span>
      </p>
      <div className="mt-2">
        <RuleLines lines={lines} />
      </div>
    </>
  );
}
