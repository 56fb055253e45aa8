import type { ProbeResult, ProbeService, ProbeTarget } from '#lib/model/probe.ts';
import { anonymousState, clientCertificateState, wantsCertificate } from './anonymous.ts';
import { answerOf } from './excerpt.ts';
import { Channel, type Exchange, type Peer } from './exchange.ts';
import { identify } from './identify.ts';
import { ETCD_RANGE_BODY, knownPort, QUESTIONS, type Question, type Role } from './ports.ts';

export interface OpenPortOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What is known of a port that accepted a connection. */
export type OpenPort = Omit<ProbeResult, 'target' | 'state' | 'durationMs' | 'from'>;

/** Services whose own questions are asked when they answer at somebody else's port. */
const ROLE_OF: Readonly<Partial<Record<ProbeService, Role>>> = {
  'kube-apiserver': 'kube-apiserver',
  kubelet: 'kubelet',
  etcd: 'etcd',
};

/** Where older etcd 3 keeps its gateway, and where etcd 2 keeps its keys. */
const OLDER_ETCD: readonly Question[] = [
  { method: 'POST', path: '/v3beta/kv/range', body: ETCD_RANGE_BODY },
  { method: 'POST', path: '/v3alpha/kv/range', body: ETCD_RANGE_BODY },
  { method: 'GET', path: '/v2/keys' },
];

/** Returns what answers at an open port, by the port's own questions and then by those of who answered. */
export async function probeOpenPort(
  target: ProbeTarget,
  peer: Peer,
  options: OpenPortOptions,
): Promise<OpenPort> {
  const known = knownPort(target);
  const schemes = known.scheme === 'https' ? (['https', 'http'] as const) : (['http', 'https'] as const);
  const tried: Exchange[] = [];
  for (const scheme of schemes) {
    const channel = new Channel(peer, { scheme, ...options });
    try {
      const exchanges = await interview(channel, known.role);
      tried.push(...exchanges);
      if (channel.tls !== null || exchanges.some(isUnderstood))
        return describe(exchanges, channel, known.role);
    } finally {
      channel.close();
    }
    options.signal.throwIfAborted();
  }
  return describe(tried, null, known.role);
}

async function interview(channel: Channel, role: Role): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const ask = async (questions: readonly Question[]): Promise<void> => {
    for (const question of questions) {
      if (exchanges.some((exchange) => exchange.question.path === question.path)) continue;
      const exchange = await channel.ask(question);
      exchanges.push(exchange);
      // Who does not answer one question will not answer the next either.
      if (exchange.status === null || isSchemeMismatch(exchange)) return;
    }
  };
  await ask(QUESTIONS[role]);
  const found = identify(exchanges, role);
  const own = found === null ? undefined : ROLE_OF[found.service];
  if (own !== undefined && own !== role) await ask(QUESTIONS[own]);
  if (found?.service === 'etcd' && lacksGateway(exchanges)) await ask(OLDER_ETCD);
  return exchanges;
}

/** 404 on one prefix of etcd's gateway says nothing of the others. */
function lacksGateway(exchanges: readonly Exchange[]): boolean {
  return exchanges.some(({ question, status }) => question.path === '/v3/kv/range' && status === 404);
}

/** Whether the other side spoke this scheme: an answer, or an alert that asks for a certificate. */
function isUnderstood(exchange: Exchange): boolean {
  return (exchange.status !== null && !isSchemeMismatch(exchange)) || wantsCertificate(exchange.error);
}

/** How Go's HTTPS server answers a plain request. */
function isSchemeMismatch({ scheme, status, body }: Exchange): boolean {
  return scheme === 'http' && status === 400 && body.includes('HTTP request to an HTTPS server');
}

function describe(exchanges: readonly Exchange[], channel: Channel | null, role: Role): OpenPort {
  const identity = identify(exchanges, role);
  const tls = channel?.tls ?? null;
  const secure = tls !== null || exchanges.some(({ error }) => wantsCertificate(error));
  return {
    service: identity?.service ?? unnamed(exchanges, secure),
    version: identity?.version ?? null,
    tls,
    certificate: channel?.certificate ?? null,
    clientCertificate: secure ? clientCertificateState(exchanges) : 'unknown',
    anonymous: anonymousState(exchanges),
    answers: exchanges.map(answerOf),
  };
}

/** Who answered without saying who it is. */
function unnamed(exchanges: readonly Exchange[], secure: boolean): ProbeService {
  if (exchanges.some(({ status }) => status !== null)) return 'http';
  return secure ? 'tls' : 'unidentified';
}
