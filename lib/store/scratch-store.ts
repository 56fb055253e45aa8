import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerCluster } from './clusters.ts';
import { closeStore, openStore, type Store } from './open-store.ts';
import { prepareDatabase } from './prepare-database.ts';
import { saveScan, type ScanToSave } from './save-scan.ts';
import { queueScan, takeQueuedScan } from './scan-queue.ts';

/** A store in a folder of its own, for tests and measurements. */
export class ScratchStore {
  readonly dataDir: string;
  readonly store: Store;

  constructor(dataDir: string) {
    this.dataDir = dataDir;
    this.store = openStore(dataDir);
  }

  static async create(): Promise<ScratchStore> {
    const dataDir = mkdtempSync(join(tmpdir(), 'merlon-store-'));
    await prepareDatabase(dataDir);
    return new ScratchStore(dataDir);
  }

  /** Closes the store and removes its folder. */
  async remove(): Promise<void> {
    await closeStore(this.store);
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Returns the id of the cluster behind a context of this name. */
  addCluster(context = 'sample'): string {
    const id = registerCluster(this.store, {
      name: context,
      context,
      server: 'https://127.0.0.1:6443',
      source: 'api',
      demo: false,
      probeAllow: null,
    });
    if (id === null) throw new Error(`the cluster of ${context} was removed`);
    return id;
  }

  /** Queues a scan of a cluster and takes it; returns its id. */
  startScan(clusterId: string, { instance = 'this', now = new Date() } = {}): string {
    const queued = queueScan(this.store, { clusterId, profile: 'standard', trigger: 'ui' });
    const id = queued.queued ? queued.id : queued.runningId;
    takeQueuedScan(this.store, { instance, limit: 100, now });
    return id;
  }

  /** Runs a scan of a cluster to its saved end; returns its id. */
  async addScan(clusterId: string, make: (scanId: string) => ScanToSave): Promise<string> {
    const id = this.startScan(clusterId);
    await saveScan(this.store, make(id));
    return id;
  }
}
