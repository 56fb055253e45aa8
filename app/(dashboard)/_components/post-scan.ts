import type { Profile } from '#lib/model/scan.ts';

/** What came of asking for a scan. */
export type Posted =
  | { readonly kind: 'started'; readonly id: string }
  /** The cluster is being scanned already, by this scan. */
  | { readonly kind: 'running'; readonly id: string }
  | { readonly kind: 'failed'; readonly why: string };

/** Asks the server to scan a cluster. */
export async function postScan(order: {
  readonly clusterId: FormDataEntryValue | null;
  readonly profile: Profile;
}): Promise<Posted> {
  try {
    const answer = await fetch('/api/scans', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    const body = (await answer.json()) as { id?: string; detail?: string };
    if (answer.status === 202 && body.id !== undefined) return { kind: 'started', id: body.id };
    if (answer.status === 409 && body.id !== undefined) return { kind: 'running', id: body.id };
    return { kind: 'failed', why: body.detail ?? String(answer.status) };
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}
