import type { Locale } from '#lib/model/text.ts';
import { networkOfScan, type ScanNetwork } from '#lib/questions/network-of-scan.ts';
import { networkToldOfScan } from '#lib/questions/network-told-of-scan.ts';
import type { Store } from '#lib/store/open-store.ts';
import { networkAttention, type NetworkAttention } from '#lib/views/network-attention.ts';
import {
  isolationCounts,
  namespaceRows,
  type IsolationCounts,
  type NamespaceRow,
} from '#lib/views/network-isolation.ts';
import {
  policyRows,
  unselectedRows,
  type PolicyRow,
  type UnselectedWorkload,
} from '#lib/views/network-rows.ts';
import { rowPage, type RowPage } from '#lib/views/row-page.ts';
import type { NetworkParams, NetworkTab } from './network-params.ts';

const PAGE_SIZE = 25;
const NAMESPACES_A_PAGE = 50;

/** The list that is open. */
export type NetworkList =
  | { readonly tab: 'isolation'; readonly page: RowPage<NamespaceRow> }
  | { readonly tab: 'policies'; readonly page: RowPage<PolicyRow> }
  | { readonly tab: 'unselected'; readonly page: RowPage<UnselectedWorkload> };

/** What needs attention, and how far that is all. */
export interface AttentionView extends NetworkAttention {
  /** Pods or policies were not read in full. */
  readonly isPartial: boolean;
  /** What they are judged by was not. */
  readonly unseenBeside: readonly string[];
}

/** What the network page shows of a scan. */
export interface NetworkView {
  readonly plugin: Omit<ScanNetwork['plugin'], 'reason'> & { readonly reason: string };
  readonly isolation: IsolationCounts;
  readonly list: NetworkList;
  readonly counts: Readonly<Record<NetworkTab, number>>;
  readonly policies: number;
  readonly unselectedPods: number;
  readonly otherKinds: readonly string[];
  readonly countsEveryKind: boolean;
  readonly isBlind: boolean;
  /** Null where the scan is older than this. */
  readonly attention: AttentionView | null;
}

/** Returns what the network page shows; null where the scan has no result. */
export async function readNetwork(
  store: Store,
  { scanId, params, locale }: { scanId: string; params: NetworkParams; locale: Locale },
): Promise<NetworkView | null> {
  const [network, told] = await Promise.all([networkOfScan(store, scanId), networkToldOfScan(store, scanId)]);
  if (network === null) return null;
  const { plugin, namespaces, policies, unselected, otherKinds, countsEveryKind, isBlind } = network;
  const rows = {
    isolation: namespaceRows(namespaces, params.q),
    policies: policyRows(policies, params.q),
    unselected: unselectedRows(unselected, params.q),
  };
  return {
    plugin: { ...plugin, reason: plugin.reason[locale] },
    isolation: isolationCounts(namespaceRows(namespaces)),
    list: listOf(rows, params),
    counts: {
      isolation: rows.isolation.length,
      policies: rows.policies.length,
      unselected: rows.unselected.length,
    },
    policies: policies.length,
    unselectedPods: unselected.reduce((sum, { pods }) => sum + pods, 0),
    otherKinds,
    countsEveryKind,
    isBlind,
    attention:
      told === null
        ? null
        : {
            ...networkAttention(told.findings, { kind: params.about, page: params.told }, locale),
            isPartial: told.unseen.length > 0,
            unseenBeside: told.unseenBeside.map((one) => one[locale]),
          },
  };
}

interface AllRows {
  readonly isolation: readonly NamespaceRow[];
  readonly policies: readonly PolicyRow[];
  readonly unselected: readonly UnselectedWorkload[];
}

function listOf(rows: AllRows, { tab, page }: NetworkParams): NetworkList {
  switch (tab) {
    case 'isolation':
      return { tab, page: rowPage(rows.isolation, page, NAMESPACES_A_PAGE) };
    case 'policies':
      return { tab, page: rowPage(rows.policies, page, PAGE_SIZE) };
    case 'unselected':
      return { tab, page: rowPage(rows.unselected, page, NAMESPACES_A_PAGE) };
  }
}
