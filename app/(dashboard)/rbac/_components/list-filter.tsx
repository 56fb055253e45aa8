import { useTranslations } from 'next-intl';
import { rbacHref, type RbacParams } from '#app/(dashboard)/rbac/rbac-params.ts';
import { SearchForm } from '#components/fields/search-form.tsx';
import { ChipLink } from '#components/ui/chip-link.tsx';

/** Narrows the list by name, and says what it leaves out by itself. */
export function ListFilter({ params, defaults }: { params: RbacParams; defaults: number }) {
  const t = useTranslations('rbac');
  const kept = {
    cluster: params.cluster,
    scan: params.scan,
    tab: params.tab,
    verb: params.verb,
    resource: params.resource,
    in: params.in,
    defaults: params.defaults ? 'true' : null,
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchForm action="/rbac" kept={kept} q={params.q} label={t('filter')} button={t('filterButton')} />
      {defaults === 0 ? null : (
        <ChipLink href={rbacHref({ ...params, defaults: !params.defaults, page: 1 })} isOn={!params.defaults}>
          {t(params.defaults ? 'defaultsShown' : 'defaultsHidden', { count: defaults })}
        </ChipLink>
      )}
    </div>
  );
}
