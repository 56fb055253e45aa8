const TEAMS = [
  'payments',
  'checkout',
  'identity',
  'search',
  'logistics',
  'fraud-detection',
  'data-platform',
  'notifications',
  'customer-support',
  'machine-learning',
] as const;
const PRODUCTS = [
  'core',
  'api',
  'ledger',
  'reconciliation',
  'reporting',
  'ingestion',
  'catalogue',
  'back-office',
  'partner-gateway',
  'experiments',
] as const;
const STAGES = ['prod', 'staging', 'integration', 'load-test', 'preview'] as const;
const PARTS = [
  'web',
  'worker',
  'scheduler',
  'gateway',
  'cache',
  'exporter',
  'webhook-receiver',
  'migrator',
] as const;

/** Names as a large installation has them, for the numbered ones of the generator. */
const NAMES: readonly { readonly pattern: RegExp; readonly nameOf: (index: number) => string }[] = [
  { pattern: /(?<=")ns-(\d+)(?=")/g, nameOf: namespaceName },
  { pattern: /(?<=")node-(\d+)(?=")/g, nameOf: nodeName },
  { pattern: /\bapp-(\d+)/g, nameOf: (index) => `${at(PARTS, index)}-${index}` },
];

/** Returns the name of a namespace; the first two are the ones every cluster has. */
function namespaceName(index: number): string {
  if (index < 2) return index === 0 ? 'kube-system' : 'default';
  const team = at(TEAMS, index);
  const product = at(PRODUCTS, Math.floor(index / TEAMS.length));
  return `${team}-${product}-${at(STAGES, Math.floor(index / (TEAMS.length * PRODUCTS.length)))}-${index}`;
}

export function nodeName(index: number): string {
  const [third, fourth] = [index >> 8, index & 255];
  return `ip-10-200-${third}-${fourth}.eu-central-1.compute.internal`;
}

/** Returns an object's JSON with every numbered name in it replaced. */
export function withNames(json: string): string {
  return NAMES.reduce(
    (text, { pattern, nameOf }) => text.replaceAll(pattern, (_whole, index: string) => nameOf(Number(index))),
    json,
  );
}

function at(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}
