import type { LabelSelector, LabelSelectorRequirement } from '#lib/model/label-selector.ts';
import type { Random } from '../random.ts';

export const NAMESPACES = ['red', 'green', 'blue', 'grey'] as const;
export const POD_LABELS = {
  app: ['web', 'db', 'api'],
  tier: ['front', 'back'],
  track: ['stable'],
} as const;
export const NAMESPACE_LABELS = { env: ['prod', 'dev'], team: ['one', 'two'] } as const;
export const NODE_LABELS = { role: ['edge', 'core'] } as const;
export const ACCOUNTS = ['default', 'robot'] as const;
export const PORT_NAMES = ['http', 'dns', 'sql', 'metrics'] as const;
export const PORTS = [53, 80, 443, 5432, 8080, 8081, 9090] as const;
export const OUTSIDE = [
  '203.0.113.5',
  '203.0.113.200',
  '198.51.100.7',
  '10.0.9.9',
  '2001:db8::5',
  'fd00:10::99',
];

/** Blocks with blocks strictly inside them. */
const BLOCKS: readonly (readonly [string, readonly string[]])[] = [
  ['0.0.0.0/0', ['10.0.0.0/8', '192.168.0.0/16']],
  ['10.0.0.0/8', ['10.0.1.0/24', '10.0.0.0/24']],
  ['10.0.1.0/24', ['10.0.1.2/32', '10.0.1.4/30']],
  ['10.0.2.77/24', ['10.0.2.0/29']],
  ['203.0.113.0/24', ['203.0.113.5/32']],
  ['198.51.100.0/22', ['198.51.100.7/32']],
  ['192.168.0.0/16', ['192.168.0.2/32']],
  ['192.168.0.1/32', []],
  ['::/0', ['fd00::/8', '2001:db8::/33']],
  ['fd00:10::/64', ['fd00:10::4/126']],
  ['2001:db8::/32', ['2001:db8::5/128']],
];

/** Returns an address block, sometimes with holes. */
export function anyBlock(random: Random): { readonly cidr: string; readonly except?: readonly string[] } {
  const [cidr, inside] = random.pick(BLOCKS);
  return inside.length > 0 && random.chance(0.4) ? { cidr, except: random.some(inside, [1, 2]) } : { cidr };
}

/** Returns an address block of one family. */
export function blockOfFamily(random: Random, family: 4 | 6): string {
  const fitting = BLOCKS.filter(([cidr]) => cidr.includes(':') === (family === 6));
  return random.pick(fitting)[0];
}

type LabelPool = Readonly<Record<string, readonly string[]>>;

/** Returns labels for an object; any key may be left out. */
export function someLabels(random: Random, pool: LabelPool): Record<string, string> {
  return Object.fromEntries(
    Object.entries(pool).flatMap(([key, values]) =>
      random.chance(0.75) ? [[key, random.pick(values)]] : [],
    ),
  );
}

/** Returns a label selector: empty, by labels, or by expressions. */
export function selector(random: Random, pool: LabelPool, emptiness = 0.2): LabelSelector {
  if (random.chance(emptiness)) return {};
  const key = random.pick(Object.keys(pool));
  if (random.chance(0.55)) return { matchLabels: { [key]: random.pick(pool[key] ?? ['']) } };
  const matchExpressions = [requirement(random, pool, key)];
  if (random.chance(0.25)) matchExpressions.push(requirement(random, pool, random.pick(Object.keys(pool))));
  return { matchExpressions };
}

function requirement(random: Random, pool: LabelPool, key: string): LabelSelectorRequirement {
  const operator = random.pick(['In', 'NotIn', 'NotIn', 'Exists', 'DoesNotExist'] as const);
  if (operator === 'Exists' || operator === 'DoesNotExist') return { key, operator };
  return { key, operator, values: random.some(pool[key] ?? [''], [1, 2]) };
}

/** Returns a selector of namespaces, sometimes by the label that holds the name. */
export function namespaceSelector(random: Random, emptiness = 0.2): LabelSelector {
  if (random.chance(0.3)) return { matchLabels: { 'kubernetes.io/metadata.name': random.pick(NAMESPACES) } };
  return selector(random, NAMESPACE_LABELS, emptiness);
}

/** Returns the object with the field, or with none. */
export function maybe<K extends string, V>(isThere: boolean, key: K, value: V): { readonly [P in K]?: V } {
  return isThere ? ({ [key]: value } as { readonly [P in K]?: V }) : {};
}

/** Returns between `low` and `high` things made one after the other. */
export function several<T>(
  random: Random,
  [low, high]: readonly [number, number],
  make: (at: number) => T,
): T[] {
  return Array.from({ length: random.integer(low, high) }, (_, at) => make(at));
}
