import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { findingsHref } from '#app/(dashboard)/findings/findings-params.ts';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { nodeKey } from '#lib/model/node.ts';
import type { NodeAnswer } from '#lib/questions/node-of-scan.ts';
import type { NodeDetails } from '#lib/views/node-details.ts';
import { CertificateList } from './certificate-list.tsx';
import { CheckList } from './check-list.tsx';
import { HostPods } from './host-pods.tsx';
import { KubeletAnswers } from './kubelet-answers.tsx';
import { NodeFacts } from './node-facts.tsx';
import { NodePorts } from './node-ports.tsx';
import { NodeVersions } from './node-versions.tsx';

/** What was found and seen on the left, what the node is on the right. */
export function NodeReport({
  answer,
  details,
  scanId,
}: {
  answer: NodeAnswer;
  details: NodeDetails;
  scanId: string;
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
        <Findings name={answer.record.name} findings={details.findings} scanId={scanId} />
        <NodePorts details={details} isAsked={answer.record.cells.length > 0} scanId={scanId} />
        <KubeletAnswers kubelets={details.kubelets} />
        <CertificateList certificates={details.certificates} name={answer.record.name} scanId={scanId} />
        <HostPods
          pods={details.pods}
          all={answer.record.pods}
          isPartial={answer.isPodListPartial}
          scanId={scanId}
        />
      </div>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
        <NodeVersions answer={answer} />
        <CheckList answer={answer} scanId={scanId} />
        <NodeFacts details={details} addresses={answer.record.addresses} />
      </div>
    </div>
  );
}

function Findings({
  name,
  findings,
  scanId,
}: {
  name: string;
  findings: NodeDetails['findings'];
  scanId: string;
}) {
  const t = useTranslations('node');
  const everything = (
    <Link href={findingsHref({ scan: scanId, node: [name] })} className="link text-sm">
      {t('withPods')}
    </Link>
  );
  if (findings.length === 0) {
    return (
      <Panel title={t('findings')} aside={everything}>
        <p className="flex items-start gap-2 text-ink-2">
          <CircleCheck size={16} aria-hidden className="mt-0.5 shrink-0 text-pass" />
          {t('noFinding')}
        </p>
      </Panel>
    );
  }
  return (
    <Panel
      title={t('findings')}
      flush
      aside={
        <span className="flex flex-wrap gap-x-4">
          <Link
            href={findingsHref({ scan: scanId, resource: [nodeKey(name)], group: 'none' })}
            className="link text-sm"
          >
            {t('allFindings', { count: findings.length })}
          </Link>
          {everything}
        </span>
      }
    >
      <ul>
        {findings.map(({ fingerprint, severity, title, message }) => (
          <li key={fingerprint} data-row className="border-b border-line last:border-b-0">
            <Link
              href={`/findings/${fingerprint}?scan=${scanId}`}
              className="grid gap-x-4 gap-y-0.5 px-4 py-row hover:bg-sunken sm:grid-cols-[92px_minmax(0,1fr)] sm:items-baseline sm:px-5"
            >
              <span className="text-sm">
                <SeverityMark severity={severity} />
              </span>
              <span className="min-w-0">
                <span className="block font-medium">{title}</span>
                <span className="block text-sm break-words text-ink-2">{message}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
