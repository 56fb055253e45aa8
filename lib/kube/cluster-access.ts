import type { GapReason } from '#lib/model/gap.ts';

/** Why a request came to nothing. */
export interface ApiFailure {
  readonly ok: false;
  readonly reason: GapReason;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** What the server or the connection said, for the log: one line, never a credential. */
  readonly message: string;
}

export type ApiAnswer = { readonly ok: true; readonly status: number; readonly body: unknown } | ApiFailure;

export interface GetOptions {
  readonly signal?: AbortSignal | undefined;
  /** Value of the Accept header; JSON where it is left out. */
  readonly accept?: string;
}

export interface ListRequest extends GetOptions {
  /** Path of the list, without `limit` and `continue`; it may carry other query parameters. */
  readonly path: string;
  /** Objects asked for in one page. */
  readonly pageSize: number;
  /** Gets each page once; `remaining` is how many objects the server says are still to come, where it says so. */
  readonly onPage: (items: readonly unknown[], remaining: number | null) => void;
  /** The list starts again: what was handed over so far belongs to a lost snapshot and must be forgotten. */
  readonly onRestart?: () => void;
}

/** How a list ended; pages handed over before a failure stay valid. */
export type ListOutcome =
  | { readonly ok: true; readonly pages: number }
  | (ApiFailure & { readonly pages: number });

/** The reviews that may be created: questions about one's own rights, which store nothing. */
export type SelfReview =
  | {
      readonly apiVersion: 'authorization.k8s.io/v1';
      readonly kind: 'SelfSubjectAccessReview';
      readonly spec: {
        readonly resourceAttributes: {
          readonly verb: string;
          readonly group: string;
          readonly resource: string;
          readonly namespace?: string;
        };
      };
    }
  | {
      readonly apiVersion: 'authorization.k8s.io/v1';
      readonly kind: 'SelfSubjectRulesReview';
      readonly spec: { readonly namespace: string };
    };

/** One opened cluster: reads, and questions about one's own rights, nothing else. Holds sockets until closed. */
export interface ClusterAccess {
  /** Name of the kubeconfig context; null when opened by the pod's own service account. */
  readonly context: string | null;
  /** URL of the API server. */
  readonly server: string;
  readonly inCluster: boolean;
  /** The namespace the context names; null where it names none. */
  readonly namespace: string | null;
  /** Reads one path. */
  get(path: string, options?: GetOptions): Promise<ApiAnswer>;
  /** Reads a list page by page. */
  list(request: ListRequest): Promise<ListOutcome>;
  /** Asks the server about one's own rights. */
  review(body: SelfReview, options?: GetOptions): Promise<ApiAnswer>;
  close(): void;
}
