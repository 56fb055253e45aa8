import type { Lane, PortSetId, PortSets } from './port-sets.ts';

/** The protocols that lists of connections tell, in the order of their names. */
export const LIST_LANES = ['SCTP', 'TCP', 'UDP'] as const satisfies readonly Lane[];

const LAST_PORT = 65_535;

/** Returns a set of ports as `TCP 80,8080-8090,UDP 53`, or `All Connections`; empty where there is none. */
export function portsText(sets: PortSets, id: PortSetId): string {
  const ranges = sets.rangesOf(id);
  const parts = LIST_LANES.flatMap((lane) => {
    const own = ranges.filter((range) => range.lane === lane && range.to > 0);
    if (own.length === 0) return [];
    const words = own.map(({ from, to }) => {
      const first = Math.max(from, 1);
      return first === to ? `${first}` : `${first}-${to}`;
    });
    return [{ text: `${lane} ${words.join(',')}`, isWhole: words[0] === `1-${LAST_PORT}` }];
  });
  const isAll = parts.length === LIST_LANES.length && parts.every(({ isWhole }) => isWhole);
  return isAll ? 'All Connections' : parts.map((part) => part.text).join(',');
}
