import type { Locale } from '#lib/model/text.ts';
import type { Store } from '#lib/store/open-store.ts';
import { ReachPanel } from './_components/reach/reach-panel.tsx';
import type { NetworkParams } from './network-params.ts';
import { readReach } from './read-reach.ts';

/** Who reaches whom; the page does not wait for it. */
export async function ReachSection({
  store,
  scanId,
  params,
  locale,
}: {
  store: Store;
  scanId: string;
  params: NetworkParams;
  locale: Locale;
}) {
  const view = await readReach(store, { scanId, params, locale });
  return view === null ? null : <ReachPanel view={view} params={params} />;
}
