import { TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Panel } from '#components/ui/panel.tsx';
import type { ShownLayers } from '#app/(dashboard)/network/layers/shown-layers.ts';
import { MoreTold } from './more-told.tsx';

/** Each MultiNetworkPolicy: for which networks and pods, and what of it does not do what it seems to. */
export function MultiPolicyPanel({
  policies,
  enforcer,
}: {
  policies: ShownLayers['policies'];
  enforcer: string | null;
}) {
  const t = useTranslations('layers');
  const locale = useLocale();
  return (
    <Panel title={t('multiPolicies')}>
      <p className="mb-2 text-ink-2">
        {enforcer === null ? t('noEnforcer') : t('enforcer', { name: enforcer })}
      </p>
      <ul className="grid gap-3">
        {policies.rows.map(({ namespace, name, networks, pods, lints }) => (
          <li key={`${namespace}/${name}`} className="min-w-0">
            <h3 className="font-medium break-words">
              {namespace}/{name}
            </h3>
            <p className="text-sm text-ink-2">
              {t('policyFor', { networks: networks.join(t('comma')) || '–', count: pods })}
            </p>
            <ul className="mt-1 grid gap-1 text-sm">
              {lints.map(({ rule, message }) => (
                <li key={message.en} className="flex items-start gap-2">
                  <TriangleAlert size={14} aria-hidden className="mt-0.5 shrink-0 text-medium" />
                  <span className="min-w-0 break-words">
                    {message[locale]} <code className="font-mono text-xs text-ink-3">{rule}</code>
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <MoreTold count={policies.more} />
    </Panel>
  );
}
