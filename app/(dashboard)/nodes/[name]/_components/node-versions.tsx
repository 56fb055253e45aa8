import { useTranslations } from 'next-intl';
import { VersionMark } from '#components/node/version-mark.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { NodeAnswer } from '#lib/questions/node-of-scan.ts';

/** What runs on the node and how long it is supported, beside the API server it must fit. */
export function NodeVersions({ answer }: { answer: NodeAnswer }) {
  const t = useTranslations('node');
  const { record, programs, apiServer } = answer;
  const versions = [
    { program: 'kubelet', support: record.kubelet, skew: record.skew },
    ...programs.map((support) => ({ program: support.program, support, skew: null })),
    ...(apiServer === null ? [] : [{ program: t('apiServer'), support: apiServer, skew: null }]),
  ];
  return (
    <Panel title={t('versions')}>
      <dl className="grid grid-cols-[minmax(0,112px)_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
        {versions.map(({ program, support, skew }) => (
          <div key={program} className="contents">
            <dt className="break-words text-ink-2">{program}</dt>
            <dd>
              <VersionMark support={support} skew={skew} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
