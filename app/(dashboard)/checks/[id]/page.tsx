import { getLocale, getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { CheckReport } from '#app/(dashboard)/checks/_components/check-report.tsx';
import { Trail } from '#app/(dashboard)/_components/trail.tsx';
import { resolveScope, type AskedScope } from '#lib/questions/resolve-scope.ts';
import { loadScope } from '#app/(dashboard)/load-scope.ts';
import { definePage } from '#app/define-page.ts';
import { OutcomeMark } from '#components/scan/outcome-mark.tsx';
import { SeverityMark } from '#components/severity/severity-mark.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { DERIVED_SOURCES } from '#lib/controls/facts.ts';
import { CONTROLS } from '#lib/controls/index.ts';
import type { AnyControl } from '#lib/controls/define-control.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { listFindings, type FindingPage } from '#lib/store/findings.ts';
import type { Store } from '#lib/store/open-store.ts';
import { findHead } from '#lib/store/results.ts';
import type { ResultHead } from '#lib/store/stored-result.ts';
import { checkNeeds, type CheckNeeds } from '#lib/views/check-needs.ts';
import { checkView } from '#lib/views/check-view.ts';
import { findingItems } from '#lib/views/finding-rows.ts';

const FINDINGS_SHOWN = 10;

export async function generateMetadata() {
  const t = await getTranslations('checks');
  return { title: t('title') };
}

/** One check: what it tests, what it needs, where it comes from, what came of it. */
export default definePage<{ id: string }>('viewer', async ({ params, searchParams }) => {
  const [{ id }, asked, locale] = await Promise.all([params, searchParams, getLocale()]);
  const control = CONTROLS.find((one) => one.id === id || one.aliases.includes(id));
  if (control === undefined) notFound();
  const { head, page } = await readScan(currentStore(), loadScope(asked), control);
  const view = checkView({ control, head, needs: needsOf(control) }, locale);
  return (
    <>
      <PageHeader
        title={view.title}
        trail={<Trail page="checks" />}
        lead={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <SeverityMark severity={view.severity} quiet={view.result?.outcome !== 'fail'} />
            {view.result === null ? null : <OutcomeMark outcome={view.result.outcome} />}
            <span className="font-mono text-xs break-all">{view.id}</span>
          </span>
        }
      />
      <CheckReport
        view={view}
        scanId={head?.scan.id ?? null}
        findings={findingItems(page.rows, locale)}
        total={page.total}
      />
    </>
  );
});

const NO_PAGE: FindingPage = { rows: [], nextCursor: null, total: 0 };

/** The scan chosen, or the latest, as far as it made this check; nothing where there is none. */
async function readScan(
  store: Store,
  asked: AskedScope,
  control: AnyControl,
): Promise<{ readonly head: ResultHead | null; readonly page: FindingPage }> {
  const scope = await resolveScope(store, asked);
  if (scope === 'unknown') notFound();
  if (scope === 'no-cluster' || scope.scan === null) return { head: null, page: NO_PAGE };
  const { id: scanId } = scope.scan;
  const [stored, page] = await Promise.all([
    findHead(store, scanId),
    listFindings(store, { scanId, controlIds: [control.id], limit: FINDINGS_SHOWN }),
  ]);
  return { head: stored?.head ?? null, page: page ?? NO_PAGE };
}

/** A derived value needs the slices it is made of. */
function needsOf({ needs }: AnyControl): CheckNeeds {
  return checkNeeds(
    Object.keys(needs).flatMap((name) => {
      if (name in DERIVED_SOURCES) {
        const { whole, part } = DERIVED_SOURCES[name as keyof typeof DERIVED_SOURCES];
        return [...whole, ...part];
      }
      return [name];
    }),
  );
}
