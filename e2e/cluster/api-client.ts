import { Agent, request } from 'node:https';

export interface ApiResponse {
  readonly status: number;
  readonly body: unknown;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface ApiRequest {
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

interface Credentials {
  readonly ca: string;
  readonly cert?: string;
  readonly key?: string;
  readonly token?: string;
}

/** A plain HTTPS client of the suite's own, so that what it proves does not rest on the product's client. */
export class ApiClient {
  readonly #server: string;
  readonly #agent: Agent;
  readonly #token: string | null;

  constructor(server: string, { token, ...identity }: Credentials) {
    this.#server = server;
    this.#agent = new Agent({ keepAlive: true, maxSockets: 48, ...identity });
    this.#token = token ?? null;
  }

  send(method: Method, path: string, body?: unknown): Promise<ApiResponse> {
    return this.request({ method, path, ...(body === undefined ? {} : { body }) });
  }

  /** Sends a request with headers of its own, such as those that impersonate. */
  request({ method, path, body, headers: given = {} }: ApiRequest): Promise<ApiResponse> {
    const authorization = this.#token === null ? {} : { Authorization: `Bearer ${this.#token}` };
    const headers = { 'Content-Type': 'application/json', ...authorization, ...given };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.#server}${path}`, { method, agent: this.#agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = response.headers['content-type']?.includes('json') === true;
          resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text });
        });
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Returns the answer, or null when nobody answers. */
  async tryGet(path: string): Promise<ApiResponse | null> {
    try {
      return await this.send('GET', path);
    } catch {
      // Nobody listens yet: the caller tries again.
      return null;
    }
  }

  /** Creates an object; one that exists already is left as it is. Throws what the server said otherwise. */
  async create(path: string, object: unknown): Promise<unknown> {
    const { status, body } = await this.send('POST', path, object);
    if (status < 300 || status === 409) return body;
    throw new Error(`POST ${path}: ${status} ${JSON.stringify(body).slice(0, 400)}`);
  }

  close(): void {
    this.#agent.destroy();
  }
}
