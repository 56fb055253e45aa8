import { ChevronRight, CircleCheck, CircleDashed } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { networkHref, type NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import type { AttentionView } from '#app/(dashboard)/network/read-network.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Pager } from '#components/ui/pager.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { AttentionGroup } from '#lib/views/network-attention.ts';
import { AttentionRows } from './attention-rows.tsx';

/** What is wrong with the network as a whole, worst first: a line for each kind, with what it is about folded in it. */
export function AttentionPanel({
  view,
  params,
}: {
  /** Null where the scan kept nothing of this. */
  view: AttentionView | null;
  params: NetworkParams;
}) {
  const t = useTranslations('networkAttention');
  if (view === null) {
    return (
      <Notice look="unknown" icon={<CircleDashed size={16} />}>
        {t('older')}
      </Notice>
    );
  }
  const { groups, unknown, fine } = view;
  const isCut = view.isPartial || view.unseenBeside.length > 0;
  return (
    <div id="attention">
      <Panel title={t('title')} flush>
        <Unseen view={view} />
        {groups.length === 0 ? (
          <p className="flex items-start gap-2 px-4 pt-1 pb-4 text-ink-2 sm:px-5">
            {isCut ? null : <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-pass" />}
            {isCut ? t('nothingSeen') : t('nothing')}
          </p>
        ) : (
          <ul>
            {groups.map((group) => (
              <li key={group.kind} className="border-t border-line">
                <Group group={group} params={params} />
              </li>
            ))}
          </ul>
        )}
        <Sentences
          sign={<CircleDashed size={15} aria-hidden className="mt-0.5 shrink-0 text-unknown" />}
          title={t('unknown', { count: unknown.length })}
          sentences={unknown}
        />
        <Sentences
          sign={<CircleCheck size={15} aria-hidden className="mt-0.5 shrink-0 text-pass" />}
          title={t('fine', { count: fine.length })}
          sentences={fine}
        />
      </Panel>
    </div>
  );
}

function Unseen({ view: { isPartial, unseenBeside } }: { view: AttentionView }) {
  const t = useTranslations('networkAttention');
  if (!isPartial && unseenBeside.length === 0) return null;
  return (
    <div className="grid gap-2 px-4 pt-1 pb-3 sm:px-5">
      {isPartial ? (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('partial')}
        </Notice>
      ) : null}
      {unseenBeside.length === 0 ? null : (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('beside')}
          <ul className="mt-1 list-disc pl-5">
            {unseenBeside.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

function Group({ group, params }: { group: AttentionGroup; params: NetworkParams }) {
  const t = useTranslations('networkAttention');
  const format = useFormatter();
  const { kind, severity, count, isAsked, page } = group;
  const to = (number: number) => `${networkHref({ ...params, about: kind, told: number })}#attention`;
  return (
    <Fold
      isOpen={isAsked}
      title={
        <>
          <span className="w-20 shrink-0 text-sm max-sm:w-auto">
            <SeverityMark severity={severity} />
          </span>
          <span className="min-w-0 flex-1 font-medium break-words">{t(`kinds.${kind}`, { count })}</span>
        </>
      }
    >
      <p className="max-w-prose text-sm text-ink-2">{t(`why.${kind}`)}</p>
      <AttentionRows rows={page.rows} params={params} />
      {isAsked || page.pages === 1 ? null : (
        <a href={to(1)} className="link w-fit text-sm">
          {t('all', { count: format.number(page.total) })}
        </a>
      )}
      {isAsked && page.pages > 1 ? (
        <Pager
          label={t('pages')}
          where={t('pageOf', { from: page.from, to: page.to, total: page.total })}
          previous={page.page === 1 ? null : { href: to(page.page - 1), label: t('previous') }}
          next={page.page === page.pages ? null : { href: to(page.page + 1), label: t('next') }}
        />
      ) : null}
    </Fold>
  );
}

function Sentences({
  sign,
  title,
  sentences,
}: {
  sign: ReactNode;
  title: string;
  sentences: readonly string[];
}) {
  if (sentences.length === 0) return null;
  return (
    <div className="border-t border-line">
      <Fold isOpen={false} title={<span className="text-sm text-ink-2">{title}</span>}>
        <ul className="grid gap-2 text-sm">
          {sentences.map((sentence) => (
            <li key={sentence} className="flex items-start gap-2">
              {sign}
              <span className="min-w-0 break-words">{sentence}</span>
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  );
}

function Fold({ isOpen, title, children }: { isOpen: boolean; title: ReactNode; children: ReactNode }) {
  return (
    <details open={isOpen} className="group">
      <summary className="flex min-h-10 flex-wrap items-start gap-x-3 px-4 py-2 transition-colors duration-150 hover:bg-sunken sm:flex-nowrap sm:px-5">
        <ChevronRight
          size={16}
          aria-hidden
          className="mt-0.5 shrink-0 text-ink-3 transition-transform duration-150 group-open:rotate-90"
        />
        {title}
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5 px-4 pb-4 sm:pr-5 sm:pl-12">{children}</div>
    </details>
  );
}
