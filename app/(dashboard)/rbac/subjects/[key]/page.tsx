import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { Trail } from '#app/(dashboard)/_components/trail.tsx';
import { definePage } from '#app/define-page.ts';
import { scopedPage } from '#app/(dashboard)/scoped-page.tsx';
import { loadRbacParams } from '#app/(dashboard)/rbac/rbac-params.ts';
import { chainOfSubject, type SubjectChain } from '#lib/questions/chain-of-subject.ts';
import { equalInScan } from '#lib/questions/equal-subjects.ts';
import { leastOfSubject } from '#lib/questions/least-privilege.ts';
import { roleAddress, subjectAddress } from '#lib/questions/rbac-address.ts';
import { subjectRights, type SubjectRights } from '#lib/questions/subject-rights.ts';
import { workloadsOfScan } from '#lib/questions/workloads-of-scan.ts';
import { chainSteps } from '#lib/views/chain-steps.ts';
import { leastView } from '#lib/views/least-roles.ts';
import { rightsChains } from '#lib/views/rbac-rights.ts';
import { placedName } from '#lib/views/rbac-rules.ts';
import { riskRows } from '#lib/views/rbac-rows.ts';
import type { EqualSubjects } from './_components/equal-panel.tsx';
import type { ShownChain } from './_components/escalation-panel.tsx';
import { SubjectReport } from './_components/subject-report.tsx';

type Params = { readonly key: string };

const LISTS = ['roles', 'clusterRoles', 'roleBindings', 'clusterRoleBindings', 'serviceAccounts'] as const;

const EVERY = { text: '', showDefaults: false };

export async function generateMetadata({ params }: { params: Promise<Params> }) {
  const [t, { key }] = await Promise.all([getTranslations('rbacSubject'), params]);
  return { title: t('title', { name: nameOf(decodeURIComponent(key)) }) };
}

/** A service account is told with its namespace. */
function nameOf(address: string): string {
  return address.replace(/^sa:([^:]*):/, '$1/').replace(/^(user|group):/, '');
}

/** Only the kinds a binding can name. */
function subjectOf({ kind, namespace, name }: SubjectRights) {
  return { kind, namespace, name };
}

/** What one subject may do, and by which binding and role it may. */
export default definePage<Params>('viewer', async ({ params, searchParams }) => {
  const [{ key }, search, t] = await Promise.all([params, searchParams, getTranslations('rbacSubject')]);
  const address = decodeURIComponent(key);
  const asked = loadRbacParams(search);
  const title = t('title', { name: nameOf(address) });
  const rbac = await getTranslations('rbac');
  const heading = {
    title,
    trail: <Trail page="rbac" />,
    lists: { slices: LISTS, missing: rbac('unseen') },
  };
  return scopedPage(asked, heading, async ({ store, scanId, locale }) => {
    const [subject, found] = await Promise.all([
      subjectRights(store, scanId, address),
      chainOfSubject(store, scanId, address),
    ]);
    if (subject === null) notFound();
    const places = { scanId, locale, addressOf: { subject: subjectAddress, role: roleAddress } };
    const workloads = subject.kind === 'ServiceAccount' ? await workloadsOfScan(store, scanId) : null;
    const users = workloads?.workloads.filter(
      ({ namespace, serviceAccount }) => namespace === subject.namespace && serviceAccount === subject.name,
    );
    const added = subject.rights.filter(({ isDefault }) => !isDefault);
    const [risk] = subject.fact === null ? [] : riskRows([subject.fact], EVERY, locale).rows;
    const least = await leastOfSubject(store, scanId, address);
    const equal = await shownEqual(store, scanId, address);
    return {
      lead: t('lead', { kind: subject.kind }),
      body: (
        <SubjectReport
          subject={{
            kind: subject.kind,
            groups: subject.groups,
            isBound: subject.fact !== null,
            isEverything: added.some((right) => right.isEverything && right.namespace === null),
            namespaces: [...new Set(added.flatMap(({ namespace }) => namespace ?? []))].toSorted(),
            isClusterWide: added.some(({ namespace }) => namespace === null),
          }}
          chains={rightsChains(subject.rights)}
          escalation={shownChain(found, places)}
          reasons={risk?.reasons ?? []}
          users={users ?? null}
          isBlind={workloads?.isBlind ?? false}
          least={leastView(least, { name: nameOf(address), subject: subjectOf(subject) })}
          equal={equal}
          scanId={scanId}
        />
      ),
    };
  });
});

async function shownEqual(...asked: Parameters<typeof equalInScan>): Promise<EqualSubjects | null> {
  const found = await equalInScan(...asked);
  if (found === null) return null;
  return { ...found, subjects: found.subjects.map((one) => ({ ...one, name: placedName(one) })) };
}

function shownChain(found: SubjectChain | null, places: Parameters<typeof chainSteps>[1]): ShownChain {
  if (found === null) return { state: 'not-looked' };
  const { chain, through } = found;
  if (chain === null) return { state: 'none' };
  if (chain.steps.length === 0) return { state: 'admin' };
  const { isCertain, isDefault } = chain;
  return { state: 'chain', steps: chainSteps(chain, places), isCertain, isDefault, through };
}
