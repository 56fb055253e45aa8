import { useTranslations } from 'next-intl';
import type { WorkloadsView } from '#app/(dashboard)/workloads/read-workloads.ts';
import type { WorkloadsParams } from '#app/(dashboard)/workloads/workloads-params.ts';
import { AddressSearch } from '#components/fields/address-search.tsx';
import { AddressSelect } from '#components/fields/address-select.tsx';
import { SEVERITIES } from '#lib/model/severity.ts';

const SORTS = ['namespace', 'risk', 'name', 'pods'] as const;

/** Narrows and orders the list; each choice is in the address at once. */
export function WorkloadFilter({ view, params }: { view: WorkloadsView; params: WorkloadsParams }) {
  const t = useTranslations('workloads');
  const severities = useTranslations('severity');
  const named = (name: string) => ({ value: name, label: name });
  return (
    <search className="flex flex-wrap gap-2">
      <AddressSearch label={t('filter')} hint={t('filter')} restarts={['page']} />
      <AddressSelect
        name="ns"
        label={t('namespace')}
        value={params.ns}
        choices={[{ value: '', label: t('allNamespaces') }, ...view.namespaces.map(named)]}
        className="w-44"
      />
      <AddressSelect
        name="kind"
        label={t('kind')}
        value={params.kind}
        choices={[{ value: '', label: t('allKinds') }, ...view.kinds.map(named)]}
        className="w-36"
      />
      <AddressSelect
        name="severity"
        label={t('worst')}
        value={params.severity.join(',')}
        choices={[
          { value: '', label: t('anyFinding') },
          ...SEVERITIES.map((name) => ({ value: name, label: severities(name) })),
        ]}
        className="w-36"
      />
      <AddressSelect
        name="sort"
        label={t('sort')}
        value={params.sort}
        unset="namespace"
        choices={SORTS.map((name) => ({ value: name, label: t(`sorts.${name}`) }))}
        className="w-40"
      />
    </search>
  );
}
