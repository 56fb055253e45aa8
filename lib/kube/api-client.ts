import type { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { GapReason } from '#lib/model/gap.ts';
import type { ApiAnswer, ApiFailure } from './cluster-access.ts';
import { connectionFailure, type ConnectionFailure } from './connection-failure.ts';
import type { Credentials } from './credentials.ts';
import { exchange, type Patience, type Question, type RawAnswer } from './exchange.ts';
import { MerlonError } from '#lib/errors.ts';

/** Makes credentials; called again, with those before, when they have run out or were refused. */
export type CredentialMaker = (
  signal: AbortSignal | undefined,
  previous: Credentials | null,
) => Promise<Credentials>;

export interface ClientSettings extends Patience {
  readonly server: string;
  readonly makeCredentials: CredentialMaker;
  /** Tries of one request, the first included. */
  readonly attempts: number;
  /** Wait before the second try; it doubles with each further one. */
  readonly backOffMs: number;
  /** Longest wait a server's Retry-After is obeyed for. */
  readonly longestWaitMs: number;
  readonly nowMs: () => number;
}

export interface Ask {
  readonly method: 'GET' | 'POST';
  /** Path and query below the server's own URL. */
  readonly path: string;
  readonly accept?: string | undefined;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

type Reply = { readonly raw: RawAnswer } | { readonly broken: ConnectionFailure };

const JSON_ONLY = 'application/json';
/** So many connections that break in a row, and the server counts as lost: then nobody waits long for it. */
const LOST_AFTER = 4;
const LOST_TIMEOUT_MS = 5_000;
/** Answers that say "not now". */
const BUSY = [429, 500, 502, 503, 504];

/** Sends requests to one API server with the patience and the second tries they need. Holds sockets until closed. */
export class ApiClient {
  readonly #settings: ClientSettings;
  readonly #base: URL;
  /** Those of earlier credentials too: requests may still be under way on them. */
  readonly #agents = new Set<Agent>();
  #credentials: Promise<Credentials> | null = null;
  #last: Credentials | null = null;
  #closed = false;
  #brokenInARow = 0;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
    this.#base = new URL(settings.server.endsWith('/') ? settings.server : `${settings.server}/`);
  }

  /** Makes the credentials; throws MerlonError where they cannot be had. */
  async prepare(signal: AbortSignal | undefined): Promise<void> {
    await this.#current(signal);
  }

  /** Returns the answer's JSON, or why there is none. */
  async ask(ask: Ask): Promise<ApiAnswer> {
    try {
      return answerOf(await this.#persist(ask));
    } catch (error) {
      if (ask.signal?.aborted === true) return failure('cancelled', 'cancelled');
      // Credentials ran out and could not be made again.
      if (error instanceof MerlonError) return failure('unauthorized', error.text.en);
      throw error;
    }
  }

  /** Returns what one try came to, for telling failures to connect apart. */
  async tryOnce(ask: Ask): Promise<Reply> {
    const credentials = await this.#current(ask.signal);
    try {
      const raw = await exchange(this.#questionOf(ask), credentials, this.#patience());
      this.#brokenInARow = 0;
      return { raw };
    } catch (error) {
      if (ask.signal?.aborted === true) throw error;
      this.#brokenInARow += 1;
      return { broken: connectionFailure(error) };
    }
  }

  close(): void {
    this.#closed = true;
    for (const agent of this.#agents) agent.destroy();
  }

  async #persist(ask: Ask): Promise<Reply> {
    const { attempts, backOffMs, longestWaitMs } = this.#settings;
    let renewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const held = this.#credentials;
      const reply = await this.tryOnce(ask);
      if ('raw' in reply && reply.raw.status === 401 && !renewed) {
        // A token may have been replaced or have run out since it was read.
        renewed = true;
        if (this.#credentials === held) this.#credentials = null;
        continue;
      }
      if (attempt >= attempts || this.#isLost() || !mayPass(reply)) return reply;
      const asked = 'raw' in reply ? secondsOf(reply.raw.retryAfter) * 1000 : 0;
      if (asked > longestWaitMs) return reply;
      await wait(Math.max(asked, backOffMs * 2 ** (attempt - 1)), undefined, { signal: ask.signal });
    }
  }

  #isLost(): boolean {
    return this.#brokenInARow >= LOST_AFTER;
  }

  #patience(): Patience {
    if (!this.#isLost()) return this.#settings;
    const requestTimeoutMs = Math.min(this.#settings.requestTimeoutMs, LOST_TIMEOUT_MS);
    return { ...this.#settings, requestTimeoutMs };
  }

  async #current(signal: AbortSignal | undefined): Promise<Credentials> {
    for (;;) {
      const held = this.#credentials;
      if (held === null) return this.#renew(signal);
      const credentials = await held;
      if (credentials.renewAt > this.#settings.nowMs()) return credentials;
      // Another request may have renewed them meanwhile.
      if (this.#credentials === held) return this.#renew(signal);
    }
  }

  #renew(signal: AbortSignal | undefined): Promise<Credentials> {
    if (this.#closed) throw new Error('the cluster is closed');
    const made = this.#settings.makeCredentials(signal, this.#last);
    this.#credentials = made;
    made.then(
      (credentials) => {
        this.#last = credentials;
        this.#agents.add(credentials.agent);
        if (this.#closed) credentials.agent.destroy();
      },
      () => {
        if (this.#credentials === made) this.#credentials = null;
      },
    );
    return made;
  }

  #questionOf({ method, path, accept, body, signal }: Ask): Question {
    const url = new URL(path.replace(/^\//, ''), this.#base);
    return { method, url, accept: accept ?? JSON_ONLY, signal, ...(body === undefined ? {} : { body }) };
  }
}

/** A second try may do better: a busy server, or a connection that broke rather than stayed silent. */
function mayPass(reply: Reply): boolean {
  if ('raw' in reply) return BUSY.includes(reply.raw.status);
  return reply.broken.code === 'unreachable' || reply.broken.code === 'refused';
}

function secondsOf(retryAfter: string | undefined): number {
  const seconds = Number(retryAfter ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}

function answerOf(reply: Reply): ApiAnswer {
  if ('broken' in reply) {
    return { ok: false, reason: reply.broken.reason, status: null, message: reply.broken.detail };
  }
  const { status, body } = reply.raw;
  const parsed = jsonOf(body);
  if (status >= 200 && status < 300) {
    return parsed === NO_JSON
      ? { ok: false, reason: 'malformed', status, message: 'the answer is no JSON' }
      : { ok: true, status, body: parsed };
  }
  return { ok: false, reason: reasonOf(status), status, message: messageOf(parsed, status) };
}

const NO_JSON = Symbol('no JSON');

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return NO_JSON;
  }
}

function reasonOf(status: number): GapReason {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  // 405: the resource is served, but cannot be listed.
  if (status === 404 || status === 405) return 'absent';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'throttled';
  return 'server-error';
}

function messageOf(parsed: unknown, status: number): string {
  const said =
    typeof parsed === 'object' && parsed !== null && 'message' in parsed ? String(parsed.message) : '';
  return `HTTP ${status}${said === '' ? '' : `: ${said.slice(0, 500).replaceAll(/\s+/g, ' ')}`}`;
}

function failure(reason: GapReason, message: string): ApiFailure {
  return { ok: false, reason, status: null, message };
}
