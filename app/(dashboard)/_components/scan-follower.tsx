'use client';

import { usePathname, useRouter } from 'next/navigation';
import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { Profile } from '#lib/model/scan.ts';
import { deleteScan } from './delete-scan.ts';
import { endedOf, type OpenScan, type OverScan, type ToldScans } from './open-scan.ts';
import { postScan } from './post-scan.ts';

/** Something the frame says about a scan until it is put away. */
export type ScanNote =
  | (OverScan & { readonly kind: 'over' })
  | { readonly kind: 'running'; readonly id: string; readonly cluster: string }
  | { readonly kind: 'startFailed'; readonly why: string }
  | { readonly kind: 'cancelFailed'; readonly why: string };

interface Follower {
  readonly open: readonly OpenScan[];
  readonly note: ScanNote | null;
  readonly isStarting: boolean;
  readonly start: (
    cluster: { readonly id: string; readonly name: string },
    profile: Profile,
  ) => Promise<void>;
  /** Returns whether the scan will end. */
  readonly cancel: (scanId: string) => Promise<boolean>;
  readonly dismiss: () => void;
}

const Following = createContext<Follower | null>(null);

const BUSY_MS = 1_000;
const IDLE_MS = 10_000;

/** Follows every open scan on every page: starts, cancels, and brings the page up to date when one is over. */
export function ScanFollower({ children }: { children: ReactNode }) {
  const router = useRouter();
  const path = usePathname();
  const followed = useRef(new Set<string>());
  const [open, setOpen] = useState<readonly OpenScan[]>([]);
  // A note belongs to the page it appeared on.
  const [said, setSaid] = useState<{ readonly note: ScanNote; readonly on: string } | null>(null);
  const setNote = (note: ScanNote | null) => setSaid(note === null ? null : { note, on: path });
  const note = said?.on === path ? said.note : null;
  const [isStarting, setIsStarting] = useState(false);

  const take = (told: ToldScans) => {
    setOpen(told.open);
    const ended = endedOf(followed.current, told);
    for (const { id } of told.open) followed.current.add(id);
    for (const { id } of ended) followed.current.delete(id);
    const [last] = ended;
    if (last === undefined) return;
    router.refresh();
    // A scan's own page tells its end itself.
    if (path !== `/scans/${last.id}`) setNote({ kind: 'over', ...last });
  };
  const askNow = useAsking(take);

  const start: Follower['start'] = async (cluster, profile) => {
    setIsStarting(true);
    setNote(null);
    const posted = await postScan({ clusterId: cluster.id, profile });
    setIsStarting(false);
    if (posted.kind === 'failed') return setNote({ kind: 'startFailed', why: posted.why });
    if (posted.kind === 'running') setNote({ kind: 'running', id: posted.id, cluster: cluster.name });
    // It may be over before it is first seen.
    followed.current.add(posted.id);
    router.refresh();
    return askNow();
  };
  const cancel: Follower['cancel'] = async (scanId) => {
    const why = await deleteScan(scanId);
    if (why !== null) setNote({ kind: 'cancelFailed', why });
    askNow();
    return why === null;
  };
  return (
    <Following value={{ open, note, isStarting, start, cancel, dismiss: () => setNote(null) }}>
      {children}
    </Following>
  );
}

/** Returns the open scans and what can be done about them. */
export function useScans(): Follower {
  const follower = useContext(Following);
  if (follower === null) throw new Error('there is no frame around this');
  return follower;
}

/** Asks the server again and again, sooner while a scan runs; returns what asks at once. */
function useAsking(take: (told: ToldScans) => void): () => void {
  const path = usePathname();
  const [asked, setAsked] = useState(0);
  const onTold = useEffectEvent(take);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = new AbortController();
    const ask = async () => {
      const told = document.hidden ? null : await readScans(stop.signal);
      if (stop.signal.aborted) return;
      if (told !== null) onTold(told);
      timer = setTimeout(() => void ask(), told !== null && told.open.length > 0 ? BUSY_MS : IDLE_MS);
    };
    void ask();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
    // Asked again on every new page, since that is when a scan has often just been started.
  }, [path, asked]);
  return () => setAsked((before) => before + 1);
}

async function readScans(signal: AbortSignal): Promise<ToldScans | null> {
  try {
    const answer = await fetch('/api/scans', { signal });
    return answer.ok ? ((await answer.json()) as ToldScans) : null;
  } catch {
    // The server is gone or the page is left: the next round asks again.
    return null;
  }
}
