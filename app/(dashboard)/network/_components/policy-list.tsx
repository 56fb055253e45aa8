import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { DirectionWords, PeerWords, RuleWords } from '#lib/views/network-policy-words.ts';
import type { PolicyRow } from '#lib/views/network-rows.ts';

const OWNERS_NAMED = 6;

/** Policies in words: for which pods each is, and what it lets in and out. */
export function PolicyList({ rows }: { rows: readonly PolicyRow[] }) {
  const t = useTranslations('network');
  return (
    <ul aria-label={t('tabs.policies')}>
      {rows.map((row) => (
        <li
          key={`${row.namespace}/${row.name}`}
          className="grid gap-x-6 gap-y-2 border-b border-line px-4 py-row last:border-b-0 sm:px-5 lg:grid-cols-[minmax(0,18rem)_minmax(0,1fr)]"
        >
          <div className="min-w-0">
            <h3 className="font-medium break-words">
              {row.namespace}/{row.name}
            </h3>
            <p className="text-sm text-ink-2">
              {row.words.selects === null ? (
                t('everyPod')
              ) : (
                <code className="font-mono text-xs break-words">{row.words.selects}</code>
              )}
            </p>
            {row.pods === 0 ? (
              <p className="text-sm text-medium">{t('selectsNone')}</p>
            ) : (
              <p className="text-sm text-ink-3">
                {t('selects', { count: row.pods, owners: row.owners.slice(0, OWNERS_NAMED).join(', ') })}
                {row.owners.length <= OWNERS_NAMED
                  ? null
                  : t('moreOwners', { count: row.owners.length - OWNERS_NAMED })}
              </p>
            )}
          </div>
          <div className="grid min-w-0 content-start gap-2">
            {row.words.directions.map((direction) => (
              <Direction key={direction.direction} words={direction} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Direction({ words: { direction, rules } }: { words: DirectionWords }) {
  const t = useTranslations('network');
  const Icon = direction === 'ingress' ? ArrowDownLeft : ArrowUpRight;
  return (
    <div className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <p className="flex items-center gap-1.5 self-start text-sm text-ink-2">
        <Icon size={14} aria-hidden />
        {t(direction === 'ingress' ? 'letsIn' : 'letsOut')}
      </p>
      {rules.length === 0 ? (
        <p className="text-sm font-medium text-pass">{t('nothingAtAll')}</p>
      ) : (
        <ul className="grid gap-0.5 text-sm">
          {rules.map((rule, index) => (
            <li key={index} className="break-words">
              <Rule rule={rule} direction={direction} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Rule({ rule: { peers, ports }, direction }: { rule: RuleWords; direction: 'ingress' | 'egress' }) {
  const t = useTranslations('network');
  const isOpen = peers === null && ports === null;
  return (
    <span className={isOpen ? 'font-medium text-high' : ''}>
      {peers === null
        ? t(direction === 'ingress' ? 'anybody' : 'anywhere')
        : peers.map((peer, index) => (
            <span key={index}>
              {index === 0 ? null : t('or')}
              <Peer peer={peer} />
            </span>
          ))}
      <span className={isOpen ? '' : 'text-ink-2'}>
        {ports === null ? t('everyPort') : t('onPorts', { ports: ports.join(', ') })}
      </span>
    </span>
  );
}

function Peer({ peer }: { peer: PeerWords }) {
  const t = useTranslations('network');
  const code = (chunks: React.ReactNode) => (
    <code className="rounded-s bg-sunken px-1 font-mono text-xs">{chunks}</code>
  );
  switch (peer.kind) {
    case 'addresses':
      return peer.except.length === 0
        ? t.rich('addresses', { cidr: peer.cidr, code })
        : t.rich('addressesExcept', { cidr: peer.cidr, except: peer.except.join(', '), code });
    case 'pods':
      return peer.pods === null ? t('podsHere') : t.rich('podsNamed', { pods: peer.pods, code });
    case 'elsewhere': {
      const { pods, namespaces } = peer;
      if (pods === null) {
        return namespaces === null ? t('anyPod') : t.rich('podsOf', { namespaces, code });
      }
      return namespaces === null
        ? t.rich('podsAnywhere', { pods, code })
        : t.rich('podsNamedOf', { pods, namespaces, code });
    }
  }
}
