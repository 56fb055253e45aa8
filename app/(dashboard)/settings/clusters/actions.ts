'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { z } from 'zod';
import { requireSameOrigin } from '#lib/auth/require-same-origin.ts';
import { requireSession } from '#lib/auth/require-session.ts';
import { registerContexts } from '#lib/scans/register-contexts.ts';
import { restoreContexts } from '#lib/scans/restore-contexts.ts';
import { removeCluster, setProbeAllow } from '#lib/store/clusters.ts';
import { currentStore } from '#lib/store/current-store.ts';

const clusterId = z.string().min(1).max(64);
const network = z.union([z.cidrv4(), z.cidrv6()]);

/** What came of saving networks: the lines that are none, or nothing wrong. */
export type NetworksSaved =
  | { readonly kind: 'untouched' | 'saved' }
  | { readonly kind: 'bad'; readonly lines: string[] };

/** Looks into the kubeconfigs again; new contexts become clusters. */
export async function rereadKubeconfig(): Promise<void> {
  await requireChange();
  registerContexts(currentStore(), { demoKubeconfig: null });
  revalidatePath('/settings/clusters');
}

/** Brings removed clusters back, without the history that went with them. */
export async function restoreRemoved(): Promise<void> {
  await requireChange();
  restoreContexts(currentStore());
  revalidatePath('/settings/clusters');
}

/** Removes a cluster with everything stored of it. */
export async function removeKnownCluster(form: FormData): Promise<void> {
  await requireChange();
  removeCluster(currentStore(), clusterId.parse(form.get('cluster')));
  revalidatePath('/settings/clusters');
}

/** Sets where a cluster's probes may go; an empty text gives the choice back to the scan. */
export async function saveNetworks(_before: NetworksSaved, form: FormData): Promise<NetworksSaved> {
  await requireChange();
  const lines = z
    .string()
    .max(20_000)
    .parse(form.get('networks'))
    .split(/[\s,]+/)
    .filter((line) => line !== '');
  const bad = lines.filter((line) => !network.safeParse(line).success);
  if (bad.length > 0) return { kind: 'bad', lines: bad };
  setProbeAllow(currentStore(), clusterId.parse(form.get('cluster')), lines.length === 0 ? null : lines);
  revalidatePath('/settings/clusters');
  return { kind: 'saved' };
}

async function requireChange(): Promise<void> {
  await requireSession('admin');
  requireSameOrigin(await headers(), 'action');
}
