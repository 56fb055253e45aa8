import { CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { HostPod, NodeDetails } from '#lib/views/node-details.ts';

const FOLDERS_SHOWN = 3;

/** Pods that share something with the node: namespaces, privileges, folders. */
export function HostPods({
  pods,
  all,
  isPartial,
  scanId,
}: {
  pods: NodeDetails['pods'];
  /** Every pod on the node; null where they could not be read. */
  all: number | null;
  /** Whether some pods could not be read. */
  isPartial: boolean;
  scanId: string;
}) {
  const t = useTranslations('node');
  return (
    <div id="host-access" className="scroll-mt-20">
      <Panel
        title={t('hostPods')}
        flush={pods !== null && pods.length > 0}
        aside={
          pods === null || all === null ? null : (
            <span className="num text-sm text-ink-2">{t('hostPodsOf', { count: pods.length, all })}</span>
          )
        }
      >
        {pods === null || (isPartial && pods.length === 0) ? (
          <Unseen text={pods === null ? t('podsUnread') : t('podsPartial')} />
        ) : pods.length === 0 ? (
          <p className="flex items-start gap-2 text-ink-2">
            <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-pass" />
            {t('noHostPod')}
          </p>
        ) : (
          <Table label={t('hostPods')}>
            <thead>
              <tr>
                <HeadCell>{t('pod')}</HeadCell>
                <HeadCell>{t('privileges')}</HeadCell>
                <HeadCell>{t('folders')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {pods.map((pod) => (
                <PodRow key={`${pod.namespace}/${pod.name}`} pod={pod} scanId={scanId} />
              ))}
            </tbody>
          </Table>
        )}
        {isPartial && pods !== null && pods.length > 0 ? <Unseen text={t('podsPartial')} /> : null}
      </Panel>
    </div>
  );
}

function Unseen({ text }: { text: string }) {
  return (
    <p className="not-assessed flex items-center gap-2 rounded-s px-3 py-2 text-sm">
      <CircleDashed size={15} aria-hidden />
      {text}
    </p>
  );
}

function PodRow({ pod: { namespace, name, access, worstFolder }, scanId }: { pod: HostPod; scanId: string }) {
  const t = useTranslations('node');
  const folders = access.folders.map(({ path }) => path);
  const more = folders.length - FOLDERS_SHOWN;
  return (
    <Row>
      <Cell>
        <span className="block min-w-36 font-medium break-words">{name}</span>
        <Link
          href={findingsHref({ scan: scanId, ns: [namespace], area: ['workloads'] })}
          prefetch={false}
          className="text-sm text-ink-2 hover:underline"
        >
          {namespace}
        </Link>
      </Cell>
      <Cell>
        <span className="flex flex-wrap gap-1">
          {access.privileged.length === 0 ? null : (
            <span className="rounded-s border border-high/45 bg-high-soft px-1.5 text-xs font-medium text-high">
              {t('privileged')}
            </span>
          )}
          {access.namespaces.map((field) => (
            <span key={field} className="rounded-s border border-line-strong px-1.5 font-mono text-xs">
              {field}
            </span>
          ))}
        </span>
      </Cell>
      <Cell className="min-w-56 font-mono text-xs">
        {worstFolder === null ? null : (
          <span className="mr-2 font-sans">
            <SeverityMark severity={worstFolder} />
          </span>
        )}
        <span className="break-all">{folders.slice(0, FOLDERS_SHOWN).join(', ')}</span>
        {more > 0 ? <span className="font-sans text-ink-2"> {t('foldersMore', { count: more })}</span> : null}
      </Cell>
    </Row>
  );
}
