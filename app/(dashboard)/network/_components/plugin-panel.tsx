import { CircleDashed, ShieldCheck, ShieldX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { layersHref } from '#app/(dashboard)/network/layers/layers-params.ts';
import type { NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import type { NetworkView } from '#app/(dashboard)/network/read-network.ts';
import { Panel } from '#components/ui/panel.tsx';

/** Which plugin runs, whether it enforces policies, and how that is known. */
export function PluginPanel({
  plugin: { name, enforces, reason, evidence },
  params,
}: {
  plugin: NetworkView['plugin'];
  params: NetworkParams;
}) {
  const t = useTranslations('network');
  return (
    <Panel
      title={t('plugin')}
      aside={
        <Link
          href={layersHref({ cluster: params.cluster, scan: params.scan })}
          className="link text-sm text-ink-2"
        >
          {t('toLayers')}
        </Link>
      }
    >
      <p className="flex items-start gap-2">
        <Sign enforces={enforces} />
        <span className="min-w-0">
          <span className="block text-lg font-semibold">{name ?? t('noPlugin')}</span>
          <span className="block text-ink-2">{reason}</span>
        </span>
      </p>
      {evidence.length === 0 ? null : (
        <details className="mt-3">
          <summary className="text-sm text-ink-2 hover:text-ink">{t('evidence')}</summary>
          <ul className="mt-1 grid gap-1.5 text-sm">
            {evidence.map(({ object, observed }) => (
              <li key={`${object} ${observed}`} className="break-words">
                {object}
                <code className="block font-mono text-xs text-ink-2">{observed}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function Sign({ enforces }: Pick<NetworkView['plugin'], 'enforces'>) {
  switch (enforces) {
    case 'yes':
      return <ShieldCheck size={20} aria-hidden className="mt-0.5 shrink-0 text-pass" />;
    case 'no':
      return <ShieldX size={20} aria-hidden className="mt-0.5 shrink-0 text-critical" />;
    case 'unknown':
      return <CircleDashed size={20} aria-hidden className="mt-0.5 shrink-0 text-unknown" />;
  }
}
