/** What the set-up hands to the tests, which run in other processes. */
export interface World {
  readonly address: string;
  readonly dataDir: string;
  readonly logPath: string;
  /** Contexts beside the demo's, and the servers behind them. */
  readonly held: Readonly<Record<'slow' | 'stuck', string>>;
  /** A file in KUBECONFIG that is no kubeconfig. */
  readonly brokenKubeconfig: string;
}

const VARIABLE = 'MERLON_E2E_WORLD';

/** Hands the world to processes started from here. */
export function setWorld(world: World): void {
  process.env[VARIABLE] = JSON.stringify(world);
}

/** Returns the world that the set-up made. */
export function world(): World {
  return JSON.parse(process.env[VARIABLE] ?? 'null') as World;
}
