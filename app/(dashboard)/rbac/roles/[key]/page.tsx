import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { BindingTable } from '#app/(dashboard)/rbac/_components/binding-table.tsx';
import { loadRbacParams, rbacHref } from '#app/(dashboard)/rbac/rbac-params.ts';
import { Trail } from '#app/(dashboard)/_components/trail.tsx';
import { definePage } from '#app/define-page.ts';
import { scopedPage } from '#app/(dashboard)/scoped-page.tsx';
import { LeastPrivilegePanel } from '#components/rbac/least-privilege-panel.tsx';
import { RuleLines } from '#components/rbac/rule-lines.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { leastOfRole } from '#lib/questions/least-privilege.ts';
import { roleUse } from '#lib/questions/role-use.ts';
import { leastView } from '#lib/views/least-roles.ts';
import { bindingRows, roleRows } from '#lib/views/rbac-rows.ts';

type Params = { readonly key: string };

const LISTS = ['roles', 'clusterRoles', 'roleBindings', 'clusterRoleBindings'] as const;

const EVERY = { text: '', showDefaults: true };

export async function generateMetadata({ params }: { params: Promise<Params> }) {
  const [t, { key }] = await Promise.all([getTranslations('rbacRole'), params]);
  return { title: t('title', { name: decodeURIComponent(key).replace(/^\w+:/, '') }) };
}

/** What one role allows, and to whom it is given. */
export default definePage<Params>('viewer', async ({ params, searchParams }) => {
  const [{ key }, search, t] = await Promise.all([params, searchParams, getTranslations('rbacRole')]);
  const address = decodeURIComponent(key);
  const asked = loadRbacParams(search);
  const title = t('title', { name: address.replace(/^clusterrole:/, '').replace(/^role:([^:]*):/, '$1/') });
  const trail = <Trail page="rbac" query={{ tab: 'roles' }} />;
  const rbac = await getTranslations('rbac');
  const lists = { slices: LISTS, missing: rbac('unseen') };
  return scopedPage(asked, { title, trail, lists }, async ({ store, scanId }) => {
    const use = await roleUse(store, scanId, address);
    if (use === null) notFound();
    const { role, bindings } = use;
    const lines = roleRows([role], EVERY).rows[0]?.lines ?? [];
    const rows = bindingRows(bindings, EVERY).rows;
    const places = bindings.map(({ namespace }) => namespace);
    const least = await leastOfRole(store, scanId, { role, places });
    return {
      lead: t('lead', {
        kind: role.kind,
        state: role.origin,
        aggregated: role.isAggregated ? 'yes' : 'no',
      }),
      body: (
        <div className="grid gap-5">
          <Panel title={t('rules', { count: lines.length })}>
            <RuleLines lines={lines} all />
          </Panel>
          <Panel title={t('bindings', { count: rows.length })} flush={rows.length > 0}>
            {rows.length === 0 ? (
              <p className="text-ink-2">{t('unused')}</p>
            ) : (
              <BindingTable
                rows={rows}
                open={{
                  key: null,
                  loss: null,
                  href: ({ key: binding, name: q }) =>
                    rbacHref({ scan: scanId, tab: 'bindings', defaults: true, q, binding }),
                }}
                scanId={scanId}
              />
            )}
          </Panel>
          <LeastPrivilegePanel least={leastView(least, { name: role.name, subject: null })} />
        </div>
      ),
    };
  });
});
