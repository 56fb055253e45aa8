import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHeldCluster } from './setup/held-cluster.ts';
import { startProduct } from './setup/product.ts';
import { setWorld } from './setup/world.ts';

/** Starts one Merlon with its demo and a few more clusters for all tests; returns what takes it down. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'merlon-e2e-'));
  const dataDir = join(folder, 'data');
  const demoKubeconfig = join(dataDir, 'demo', 'kubeconfig');
  const [slow, stuck] = await Promise.all([
    startHeldCluster(demoKubeconfig),
    startHeldCluster(demoKubeconfig),
  ]);
  const brokenKubeconfig = join(folder, 'broken-kubeconfig');
  writeFileSync(brokenKubeconfig, 'clusters: [\n');
  const kubeconfig = join(folder, 'kubeconfig');
  // Port 1 of loopback: nobody listens there.
  const servers = {
    slow: slow.url,
    stuck: stuck.url,
    gone: 'http://127.0.0.1:1',
    spare: 'http://127.0.0.1:1',
  };
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(servers)));
  const logPath = join(folder, 'merlon.log');
  const product = await startProduct(
    {
      HOME: folder,
      KUBECONFIG: `${kubeconfig}:${brokenKubeconfig}`,
      MERLON_DATA: dataDir,
      MERLON_PORT: '0',
      MERLON_DESIGN_PAGE: 'on',
      MERLON_PROBE_ALLOW: '127.0.0.0/8',
    },
    logPath,
  );
  setWorld({
    address: product.address,
    dataDir,
    logPath,
    held: { slow: slow.url, stuck: stuck.url },
    brokenKubeconfig,
  });
  return async () => {
    await product.stop();
    slow.close();
    stuck.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

function kubeconfigOf(servers: Readonly<Record<string, string>>): object {
  const names = Object.keys(servers);
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: names.map((name) => ({ name, cluster: { server: servers[name] } })),
    users: [{ name: 'nobody', user: {} }],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: 'nobody' } })),
  };
}
