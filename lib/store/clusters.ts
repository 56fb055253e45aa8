import { randomBytes } from 'node:crypto';
import { INVENTORY_SOURCES, type InventorySource } from '#lib/model/inventory.ts';
import type { Prisma } from '#lib/generated/prisma/client.ts';
import type { Store } from './open-store.ts';
import { collectBlobs } from './remove-scans.ts';

/** A cluster Merlon knows, under every context that leads to it. */
export interface ClusterRow {
  readonly id: string;
  readonly name: string;
  /** Context names, the first known first; empty for files and addresses. */
  readonly contexts: readonly string[];
  readonly server: string | null;
  readonly source: InventorySource;
  readonly demo: boolean;
  readonly kubeSystemUid: string | null;
  /** CIDRs that may be probed; null where nobody has chosen. */
  readonly probeAllow: readonly string[] | null;
  readonly createdAt: string;
}

export interface NewCluster {
  readonly name: string;
  /** Null for files and addresses. */
  readonly context: string | null;
  readonly server: string | null;
  readonly source: InventorySource;
  readonly demo: boolean;
  /** CIDRs that may be probed from the start; null leaves the choice open. */
  readonly probeAllow: readonly string[] | null;
}

const WITH_CONTEXTS = {
  contexts: { orderBy: [{ addedAt: 'asc' }, { name: 'asc' }] },
} satisfies Prisma.ClusterInclude;

/** Returns every cluster by name. */
export async function listClusters(store: Store): Promise<ClusterRow[]> {
  const rows = await store.prisma.cluster.findMany({
    include: WITH_CONTEXTS,
    orderBy: [{ name: 'asc' }, { createdAt: 'asc' }],
  });
  return rows.map(toClusterRow);
}

/** Returns a cluster, or null where there is none with this id. */
export async function findCluster(store: Store, clusterId: string): Promise<ClusterRow | null> {
  const row = await store.prisma.cluster.findUnique({ where: { id: clusterId }, include: WITH_CONTEXTS });
  return row === null ? null : toClusterRow(row);
}

/**
 * Returns the id of the cluster a context leads to (of files: of that name), made where it is new. A known one
 * keeps its name and its history; only its server address is brought up to date. Null where a person has
 * removed the context's cluster.
 */
export function registerCluster(store: Store, cluster: NewCluster): string | null {
  return store.db
    .transaction(() => {
      const known = cluster.context === null ? findNamed(store, cluster) : findByContext(store, cluster);
      return known === undefined ? insertCluster(store, cluster) : known.id;
    })
    .immediate();
}

function findNamed({ db }: Store, { source, name }: NewCluster): { readonly id: string } | undefined {
  return db
    .prepare<[string, string], { id: string }>('SELECT id FROM clusters WHERE source = ? AND name = ?')
    .get(source, name);
}

function findByContext(
  { db }: Store,
  { context, demo, server }: NewCluster,
): { readonly id: string | null } | undefined {
  const row = db
    .prepare<[string | null], { id: string | null; server: string | null }>(
      `SELECT cluster_id AS id, server FROM contexts WHERE name = ? AND demo = ${demo}`,
    )
    .get(context);
  if (row !== undefined && row.server !== server) {
    db.prepare(`UPDATE contexts SET server = ? WHERE name = ? AND demo = ${demo}`).run(server, context);
  }
  return row;
}

function insertCluster({ db }: Store, cluster: NewCluster): string {
  const { context, demo } = cluster;
  const id = randomBytes(6).toString('hex');
  const now = new Date().toISOString();
  db.prepare(
    `INSERT INTO clusters (id, name, source, demo, probe_allow, created_at) VALUES (?, ?, ?, ${demo}, ?, ?)`,
  ).run(id, cluster.name, cluster.source, listText(cluster.probeAllow), now);
  if (context !== null) {
    db.prepare(
      `INSERT INTO contexts (name, demo, cluster_id, server, added_at) VALUES (?, ${demo}, ?, ?, ?)`,
    ).run(context, id, cluster.server, now);
  }
  return id;
}

/** Removes a cluster with everything stored of it but the names of its contexts; returns whether there was one. */
export function removeCluster(store: Store, clusterId: string): boolean {
  return store.db
    .transaction(() => {
      const { changes } = store.db.prepare('DELETE FROM clusters WHERE id = ?').run(clusterId);
      collectBlobs(store);
      return changes > 0;
    })
    .immediate();
}

/** Sets the networks of a cluster that may be probed; null takes the choice back. */
export function setProbeAllow(store: Store, clusterId: string, allow: readonly string[] | null): boolean {
  const { changes } = store.db
    .prepare('UPDATE clusters SET probe_allow = ? WHERE id = ?')
    .run(listText(allow), clusterId);
  return changes > 0;
}

function listText(list: readonly string[] | null): string | null {
  return list === null ? null : JSON.stringify(list);
}

type StoredCluster = Prisma.ClusterGetPayload<{ include: typeof WITH_CONTEXTS }>;

function toClusterRow(row: StoredCluster): ClusterRow {
  const source = INVENTORY_SOURCES.find((item) => item === row.source);
  if (source === undefined) throw new Error(`"${row.source}" is none of ${INVENTORY_SOURCES.join(', ')}`);
  return {
    id: row.id,
    name: row.name,
    contexts: row.contexts.map((context) => context.name),
    server: row.contexts[0]?.server ?? null,
    source,
    demo: row.demo,
    kubeSystemUid: row.kubeSystemUid,
    probeAllow: row.probeAllow === null ? null : (JSON.parse(row.probeAllow) as string[]),
    createdAt: row.createdAt,
  };
}
