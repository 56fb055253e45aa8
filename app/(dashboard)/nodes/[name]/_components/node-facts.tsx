import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Age } from '#components/time/age.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { NodeDetails } from '#lib/views/node-details.ts';

const ORDER = ['os', 'kernel', 'runtime', 'architecture', 'podNetwork', 'provider'] as const;

/** What the node says of itself. */
export function NodeFacts({ details, addresses }: { details: NodeDetails; addresses: readonly string[] }) {
  const t = useTranslations('node');
  return (
    <Panel title={t('about')}>
      <dl className="grid grid-cols-[minmax(0,112px)_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
        {details.troubles.length === 0 ? null : (
          <Fact term={t('troubles')}>
            <span className="text-high">{details.troubles.join(', ')}</span>
          </Fact>
        )}
        <Fact term={t('addresses')}>
          {addresses.map((address) => (
            <span key={address} className="block font-mono text-xs leading-[18px] break-all">
              {address}
            </span>
          ))}
        </Fact>
        {ORDER.map((fact) => {
          const value = details.facts[fact];
          return value === null ? null : (
            <Fact key={fact} term={t(`facts.${fact}`)}>
              <span className="break-words">{value}</span>
            </Fact>
          );
        })}
        {details.taints.length === 0 ? null : (
          <Fact term={t('taints')}>
            {details.taints.map((taint) => (
              <span key={taint} className="block font-mono text-xs leading-[18px] break-all">
                {taint}
              </span>
            ))}
          </Fact>
        )}
        {details.createdAt === null ? null : (
          <Fact term={t('created')}>
            <Age at={details.createdAt} />
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
