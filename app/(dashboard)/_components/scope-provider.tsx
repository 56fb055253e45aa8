'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { FrameScope } from '#lib/questions/frame-scope.ts';
import { askedScope, scopeQuery } from './asked-scope.ts';
import type { Chosen } from './scope-links.ts';

/** What the frame shows, with the query it was asked for. */
export interface LoadedScope {
  readonly query: string;
  readonly scope: FrameScope;
}

/** What the page is about, and where it stands. */
export interface CurrentScope {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly scope: FrameScope;
  /** What links to other pages carry on. */
  readonly chosen: Chosen;
  /** The scope shown is that of the page before. */
  readonly isPending: boolean;
}

const Current = createContext<CurrentScope | null>(null);

/** Follows the address: keeps the frame's cluster and scan those the page is about. */
export function ScopeProvider({ initial, children }: { initial: LoadedScope; children: ReactNode }) {
  const path = usePathname();
  const search = useSearchParams();
  const wanted = scopeQuery(askedScope(path, search));
  const loaded = useLoaded(initial, wanted);
  const isPending = loaded.query !== wanted;
  const { scope } = loaded;
  const current = useMemo((): CurrentScope => {
    const { cluster, scan } = askedScope(path, search);
    const isSaid = isPending || wanted === '';
    // What is not known yet is taken as the address says it.
    const chosen: Chosen = isSaid
      ? { clusterId: cluster, fixedId: scan }
      : { clusterId: scope.cluster?.id ?? null, fixedId: scope.fixed?.id ?? null };
    return { path, query: new URLSearchParams(search), scope, chosen, isPending };
  }, [path, search, scope, wanted, isPending]);
  return <Current value={current}>{children}</Current>;
}

/** Returns what the page is about. */
export function useScope(): CurrentScope {
  const current = useContext(Current);
  if (current === null) throw new Error('there is no frame around this');
  return current;
}

/** The server tells the scope with the first page and with each refresh; in between it is asked for. */
function useLoaded(initial: LoadedScope, wanted: string): LoadedScope {
  const [fetched, setFetched] = useState<LoadedScope | null>(null);
  const known = initial.query === wanted ? initial : fetched;
  const isKnown = known?.query === wanted;
  useEffect(() => {
    if (isKnown) return undefined;
    const stop = new AbortController();
    void fetchScope(wanted, stop.signal).then((scope) => {
      if (scope !== null) setFetched({ query: wanted, scope });
    });
    return () => stop.abort();
  }, [wanted, isKnown]);
  return known ?? initial;
}

async function fetchScope(query: string, signal: AbortSignal): Promise<FrameScope | null> {
  try {
    const answer = await fetch(`/api/scope${query}`, { signal });
    return answer.ok ? ((await answer.json()) as FrameScope) : null;
  } catch {
    // The page was left, or the server is gone: the frame keeps what it had.
    return null;
  }
}
