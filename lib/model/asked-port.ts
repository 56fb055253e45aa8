/** Protocols that a port can be asked of. */
export const PORT_PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
export type PortProtocol = (typeof PORT_PROTOCOLS)[number];

export interface AskedPort {
  readonly protocol: PortProtocol;
  readonly port: number;
}

const LAST_PORT = 65_535;

/** Returns the port of a text such as `443`, `443/TCP` or `udp 53`; null where it names none. */
export function parseAskedPort(words: string): AskedPort | null {
  const [, before, digits, after] =
    /^(?:([a-z]+)[\s/:]+)?(\d{1,5})(?:[\s/:]+([a-z]+))?$/i.exec(words.trim()) ?? [];
  const port = Number(digits);
  const named = (before ?? after ?? 'TCP').toUpperCase();
  const protocol = PORT_PROTOCOLS.find((one) => one === named);
  if (protocol === undefined || !(port >= 1 && port <= LAST_PORT)) return null;
  return { protocol, port };
}

/** Returns a port as addresses and pages write it: `443/TCP`. */
export function portWords({ port, protocol }: AskedPort): string {
  return `${port}/${protocol}`;
}
