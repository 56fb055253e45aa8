import { CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { LeastPrivilegePanel } from '#components/rbac/least-privilege-panel.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { LeastUntold, LeastView } from '#lib/views/least-roles.ts';
import type { RightsChain } from '#lib/views/rbac-rights.ts';
import type { RbacReason } from '#lib/views/rbac-rows.ts';
import { AccountUsers, type AccountUser } from './account-users.tsx';
import { ChainList } from './chain-list.tsx';
import { EqualPanel, type EqualSubjects } from './equal-panel.tsx';
import { EscalationPanel, type ShownChain } from './escalation-panel.tsx';

/** A subject as its page tells of it. */
interface ReportedSubject {
  readonly kind: string;
  readonly groups: readonly string[];
  /** A binding names it. */
  readonly isBound: boolean;
  readonly isEverything: boolean;
  readonly isClusterWide: boolean;
  readonly namespaces: readonly string[];
}

/** What a subject may do: where it may, why that is risky, the chain to each right, and what runs as it. */
export function SubjectReport({
  subject,
  chains,
  escalation,
  reasons,
  users,
  least,
  equal,
  isBlind,
  scanId,
}: {
  subject: ReportedSubject;
  chains: readonly RightsChain[];
  escalation: ShownChain;
  reasons: readonly RbacReason[];
  /** Null for what is no service account. */
  users: readonly AccountUser[] | null;
  least: LeastView | LeastUntold;
  /** Null where that is not known. */
  equal: EqualSubjects | null;
  isBlind: boolean;
  scanId: string;
}) {
  const t = useTranslations('rbacSubject');
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_300px]">
      <div className="grid min-w-0 gap-5">
        <p className="text-lg font-semibold">
          <Verdict subject={subject} />
        </p>
        <EscalationPanel chain={escalation} />
        <ChainList chains={chains} scanId={scanId} />
        {chains.every(({ isDefault }) => isDefault) ? null : <LeastPrivilegePanel least={least} />}
      </div>
      <div className="grid min-w-0 gap-5">
        <Panel title={t('findings')} flush={reasons.length > 0}>
          {reasons.length === 0 ? (
            <p className="flex gap-2 text-ink-2">
              <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-pass" />
              {t('noFindings')}
            </p>
          ) : (
            <Reasons reasons={reasons} scanId={scanId} />
          )}
        </Panel>
        {users === null ? null : (
          <Panel title={t('users')} flush={users.length > 0}>
            {isBlind ? (
              <Notice look="unknown" icon={<CircleDashed size={16} />}>
                {t('usersBlind')}
              </Notice>
            ) : (
              <AccountUsers users={users} scanId={scanId} />
            )}
          </Panel>
        )}
        {equal === null ? null : <EqualPanel equal={equal} scanId={scanId} />}
        <Panel title={t('groups')}>
          {subject.groups.length === 0 ? (
            <p className="text-ink-2">{t('noGroups')}</p>
          ) : (
            <ul className="grid gap-1 font-mono text-xs">
              {subject.groups.map((group) => (
                <li key={group} className="break-words">
                  {group}
                </li>
              ))}
            </ul>
          )}
          <p className="mt-2 text-sm text-ink-3">{t('groupsWhat')}</p>
        </Panel>
      </div>
    </div>
  );
}

function Verdict({ subject }: { subject: ReportedSubject }) {
  const t = useTranslations('rbacSubject');
  if (subject.isEverything) return <span className="text-critical">{t('verdictEverything')}</span>;
  if (!subject.isBound) return t('verdictUnbound');
  if (!subject.isClusterWide && subject.namespaces.length === 0) return t('verdictDefault');
  if (subject.isClusterWide) {
    return t('verdictCluster', { count: subject.namespaces.length });
  }
  return t('verdictNamespaces', {
    count: subject.namespaces.length,
    names: subject.namespaces.slice(0, 5).join(', '),
  });
}

function Reasons({ reasons, scanId }: { reasons: readonly RbacReason[]; scanId: string }) {
  return (
    <ul>
      {reasons.map(({ fingerprint, severity, title, message }) => (
        <li key={fingerprint} data-row className="border-t border-line">
          <Link
            href={`/findings/${fingerprint}?scan=${scanId}`}
            className="block px-4 py-row hover:bg-sunken sm:px-5"
          >
            <span className="block text-sm">
              <SeverityMark severity={severity} />
            </span>
            <span className="block font-medium">{title}</span>
            <span className="block text-sm text-ink-2">{message}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
