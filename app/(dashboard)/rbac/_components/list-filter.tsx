import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Form from 'next/form';
import { rbacHref, type RbacParams } from '#app/(dashboard)/rbac/rbac-params.ts';
import { Button } from '#components/ui/button.tsx';
import { ChipLink } from '#components/ui/chip-link.tsx';
import { TextField } from '#components/ui/text-field.tsx';

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
      <Form action="/rbac" scroll={false} className="flex min-w-0 gap-2">
        {Object.entries(kept).map(([name, value]) =>
          value === null || value === '' ? null : (
            <input key={name} type="hidden" name={name} value={value} />
          ),
        )}
        <TextField
          label={t('filter')}
          hideLabel
          type="search"
          name="q"
          key={params.q}
          defaultValue={params.q}
          placeholder={t('filter')}
          className="w-52"
        />
        <Button type="submit" look="quiet" aria-label={t('filterButton')}>
          <Search size={15} aria-hidden />
        </Button>
      </Form>
      {defaults === 0 || params.tab === 'risks' ? null : (
        <ChipLink href={rbacHref({ ...params, defaults: !params.defaults, page: 1 })} isOn={!params.defaults}>
          {t('defaultsHidden', { count: defaults })}
        </ChipLink>
      )}
    </div>
  );
}
