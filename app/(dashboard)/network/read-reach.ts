import { parseAskedPort, type AskedPort } from '#lib/model/asked-port.ts';
import type { NetworkAnswer } from '#lib/model/network-answer.ts';
import type { Locale } from '#lib/model/text.ts';
import { askNetwork } from '#lib/questions/network/ask-network.ts';
import type {
  Blast,
  Explanation,
  MatrixAnswer,
  NamespacePair,
  NetworkAsk,
  NetworkAsks,
} from '#lib/questions/network/network-asks.ts';
import type { Store } from '#lib/store/open-store.ts';
import { rowPage, type RowPage } from '#lib/views/row-page.ts';
import { ANY_PORT, type NetworkParams } from './network-params.ts';

const PAIRS_A_PAGE = 50;
const WORKLOADS_A_PAGE = 25;

type WorkloadPair = NetworkAsks['workloads']['answer'][number];

/** The workloads of two namespaces. */
export interface ReachBetween {
  readonly from: string;
  readonly to: string;
  readonly page: RowPage<WorkloadPair>;
}

/** One connection explained, or why it cannot be. */
export interface ReachExplained {
  readonly source: string;
  readonly target: string;
  readonly at: AskedPort;
  readonly found:
    | (Omit<Explanation, 'answer'> & {
        readonly answer: Omit<NetworkAnswer, 'reasons'>;
        readonly reasons: readonly string[];
      })
    | { readonly problem: string };
  /** How far its sender could go on; null where that was not asked. */
  readonly blast: Blast | null;
}

/** What the network page shows of who reaches whom. */
export interface ReachView {
  /** Null for any port; what is no port is told and taken as any. */
  readonly port: AskedPort | null;
  readonly isPortRead: boolean;
  readonly matrix: Omit<MatrixAnswer, 'standing'>;
  readonly unseen: readonly string[];
  readonly pairs: {
    readonly rows: readonly NamespacePair[];
    readonly page: number;
    readonly pages: number;
  } | null;
  readonly between: ReachBetween | null;
  readonly explained: ReachExplained | null;
}

/** Returns who reaches whom in a scan, as far as the address asks; null where the scan has no result. */
export async function readReach(
  store: Store,
  { scanId, params, locale }: { scanId: string; params: NetworkParams; locale: Locale },
): Promise<ReachView | null> {
  const ask = <K extends NetworkAsk>(name: K, about: NetworkAsks[K]['ask']) =>
    askNetwork(store, { scanId, name, ask: about });
  const port = parseAskedPort(params.port);
  const query = { port, side: params.side };
  const matrix = await ask('matrix', query);
  if (matrix === null) return null;
  const { standing, ...shown } = matrix;
  const page = Math.max(1, params.pairs);
  const skip = (page - 1) * PAIRS_A_PAGE;
  const [pairs, between, explained] = await Promise.all([
    params.view === 'pairs' ? ask('pairs', { ...query, q: '', skip, take: PAIRS_A_PAGE }) : null,
    params.from === null || params.to === null
      ? null
      : ask('workloads', { ...query, from: params.from, to: params.to }),
    readExplained(ask, params, locale),
  ]);
  return {
    port,
    isPortRead: port !== null || params.port === ANY_PORT,
    matrix: shown,
    unseen: standing.unseen.map((one) => one[locale]),
    pairs:
      pairs === null
        ? null
        : { rows: pairs.rows, page, pages: Math.max(1, Math.ceil(pairs.count / PAIRS_A_PAGE)) },
    between:
      between === null
        ? null
        : {
            from: params.from ?? '',
            to: params.to ?? '',
            page: rowPage(between, params.workloads, WORKLOADS_A_PAGE),
          },
    explained,
  };
}

type Ask = <K extends NetworkAsk>(
  name: K,
  about: NetworkAsks[K]['ask'],
) => Promise<NetworkAsks[K]['answer'] | null>;

const USUAL: AskedPort = { protocol: 'TCP', port: 80 };

async function readExplained(
  ask: Ask,
  params: NetworkParams,
  locale: Locale,
): Promise<ReachExplained | null> {
  const { source, target } = params;
  if (source === null || target === null) return null;
  const at = parseAskedPort(params.at ?? params.port) ?? USUAL;
  const [answered, blast] = await Promise.all([
    ask('explain', { from: source, to: target, ...at }),
    params.far ? ask('blast', { from: source }) : null,
  ]);
  if (answered === null) return null;
  if ('problem' in answered)
    return { source, target, at, found: { problem: answered.problem[locale] }, blast: null };
  const { answer, ...more } = answered;
  const { reasons, ...sides } = answer;
  return {
    source,
    target,
    at,
    found: { ...more, answer: sides, reasons: reasons.map((one) => one[locale]) },
    blast,
  };
}
