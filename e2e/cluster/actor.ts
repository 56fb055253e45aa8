import type { UserInfo } from '#lib/analysis/rbac/access-question.ts';
import type { ApiClient } from './api-client.ts';

const PATIENCE_MS = 8000;
const RBAC = 'rbac.authorization.k8s.io';
const CSRS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';

interface ActorParts {
  readonly name: string;
  readonly client: ApiClient;
  readonly admin: ApiClient;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** Somebody who tries to come to more rights, with a namespace of the same name. */
export class Actor {
  readonly name: string;
  readonly rbac = `/apis/${RBAC}/v1`;
  readonly #parts: ActorParts;

  constructor(parts: ActorParts) {
    this.name = parts.name;
    this.#parts = parts;
  }

  /** Where the objects of its namespace are. */
  get core(): string {
    return `/api/v1/namespaces/${this.name}`;
  }

  get local(): string {
    return `${this.rbac}/namespaces/${this.name}`;
  }

  tokenOf(account: string): string {
    return `${this.core}/serviceaccounts/${account}/token`;
  }

  /** Returns the same one, acting as somebody else. */
  as({ name, groups }: UserInfo): Actor {
    const headers = {
      ...(name === '' ? {} : { 'Impersonate-User': name }),
      ...(groups.length === 0 ? {} : { 'Impersonate-Group': groups }),
    };
    return new Actor({ ...this.#parts, headers });
  }

  /** Returns whether the server did it. */
  async does(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<boolean> {
    return (await this.#send({ method, path, ...(body === undefined ? {} : { body }) })).status < 300;
  }

  async applies(path: string, body: unknown): Promise<boolean> {
    const headers = { 'Content-Type': 'application/apply-patch+yaml' };
    const { status } = await this.#send({
      method: 'PATCH',
      path: `${path}?fieldManager=suite`,
      body,
      headers,
    });
    return status < 300;
  }

  /** Takes the Pod Security label off a namespace. */
  async relabels(namespace: string): Promise<boolean> {
    const body = { metadata: { labels: { 'pod-security.kubernetes.io/enforce': null } } };
    const headers = { 'Content-Type': 'application/merge-patch+json' };
    return (
      (await this.#send({ method: 'PATCH', path: `/api/v1/namespaces/${namespace}`, body, headers })).status <
      300
    );
  }

  /** Requests a certificate and approves the request. */
  async approves(request: string): Promise<boolean> {
    const metadata = { name: this.name };
    const spec = {
      request: Buffer.from(request).toString('base64'),
      signerName: 'kubernetes.io/kube-apiserver-client',
      usages: ['client auth'],
    };
    const made = { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata, spec };
    const { status, body } = await this.#send({ method: 'POST', path: CSRS, body: made });
    // A request the server cannot read would look like a refusal.
    if (status >= 300) throw new Error(JSON.stringify(body).slice(0, 300));
    const conditions = [{ type: 'Approved', status: 'True', reason: 'Suite', message: 'tried' }];
    return this.does('PUT', `${CSRS}/${this.name}/approval`, { ...(body as object), status: { conditions } });
  }

  /** Returns whether an answer comes to hold a text. */
  finds(path: string, text: string): Promise<boolean> {
    return until(async () => JSON.stringify((await this.#send({ method: 'GET', path })).body).includes(text));
  }

  /** Returns whether it comes to rule the cluster, or a namespace. */
  rules(namespace?: string): Promise<boolean> {
    const attributes = {
      verb: '*',
      group: '*',
      resource: '*',
      ...(namespace === undefined ? {} : { namespace }),
    };
    return until(async () => {
      const { body } = await this.#parts.admin.send(
        'POST',
        '/apis/authorization.k8s.io/v1/subjectaccessreviews',
        {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: { user: this.name, groups: ['system:authenticated'], resourceAttributes: attributes },
        },
      );
      return (body as { status: { allowed: boolean } }).status.allowed;
    });
  }

  adminBinding(name: string): object {
    return this.binding(name, 'cluster-admin');
  }

  /** Returns a binding of a cluster role to itself. */
  binding(name: string, role: string): object {
    return {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
      subjects: [{ kind: 'User', apiGroup: RBAC, name: this.name }],
    };
  }

  #send(request: Parameters<ApiClient['request']>[0]): ReturnType<ApiClient['request']> {
    return this.#parts.client.request({
      ...request,
      headers: { ...this.#parts.headers, ...request.headers },
    });
  }
}

async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if (await isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}
