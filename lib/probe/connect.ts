import { connect as tcpConnect } from 'node:net';

/** What one TCP connect came to; `silent` is decided later, beside the other ports of the address. */
export type ConnectOutcome = 'open' | 'refused' | 'silent' | 'no-route';

const REFUSED = new Set(['ECONNREFUSED', 'ECONNRESET']);

/** Returns what a TCP connect came to within `timeoutMs`; the connection is closed at once. */
export function tryConnect(
  { address, port }: { readonly address: string; readonly port: number },
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<ConnectOutcome> {
  return new Promise((resolve) => {
    const socket = tcpConnect({ host: address, port });
    const timer = setTimeout(() => finish('silent'), timeoutMs);
    const abort = (): void => finish('silent');
    const finish = (outcome: ConnectOutcome): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(outcome);
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('connect', () => finish('open'));
    socket.on('error', (error: NodeJS.ErrnoException) => finish(outcomeOf(error.code)));
  });
}

/** An RST refuses; a time-out of the system's own is silence; all else is an ICMP error or no route. */
function outcomeOf(code: string | undefined): ConnectOutcome {
  if (code !== undefined && REFUSED.has(code)) return 'refused';
  return code === 'ETIMEDOUT' ? 'silent' : 'no-route';
}
