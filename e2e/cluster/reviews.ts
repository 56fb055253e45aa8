import type { AccessQuestion, UserInfo } from '#lib/analysis/rbac/access-question.ts';
import type { PolicyRule } from '#lib/model/rbac.ts';
import type { ApiClient } from './api-client.ts';

const AUTHORIZATION = '/apis/authorization.k8s.io/v1';

/** One question and who asks it. */
export interface AskedQuestion {
  readonly user: UserInfo;
  readonly ask: AccessQuestion;
}

/** Returns a question as a SubjectAccessReview puts it. */
export function specOf({ user, ask }: AskedQuestion) {
  return { user: user.name, groups: user.groups, ...attributesOf(ask) };
}

/** Returns what the server says of another user's request. */
export async function reviewSubject(admin: ApiClient, question: AskedQuestion): Promise<boolean> {
  const { body, status } = await admin.send('POST', `${AUTHORIZATION}/subjectaccessreviews`, {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: specOf(question),
  });
  if (status >= 300) throw new Error(JSON.stringify(body).slice(0, 300));
  return (body as { status: { allowed: boolean } }).status.allowed;
}

/** Returns what the server says to somebody who asks for themself, while the administrator impersonates them. */
export async function reviewImpersonated(admin: ApiClient, { user, ask }: AskedQuestion): Promise<boolean> {
  const { body, status } = await admin.request({
    method: 'POST',
    path: `${AUTHORIZATION}/selfsubjectaccessreviews`,
    headers: impersonating(user),
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: attributesOf(ask) },
  });
  if (status >= 300) throw new Error(JSON.stringify(body).slice(0, 300));
  return (body as { status: { allowed: boolean } }).status.allowed;
}

/** Returns the rules that the server lists for somebody in a namespace. */
export async function reviewRules(
  admin: ApiClient,
  user: UserInfo,
  namespace: string,
): Promise<PolicyRule[]> {
  const { body, status } = await admin.request({
    method: 'POST',
    path: `${AUTHORIZATION}/selfsubjectrulesreviews`,
    headers: impersonating(user),
    body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } },
  });
  if (status >= 300) throw new Error(JSON.stringify(body).slice(0, 300));
  const rules = (body as { status: { resourceRules: PolicyRule[]; nonResourceRules: PolicyRule[] } }).status;
  return [...rules.resourceRules, ...rules.nonResourceRules];
}

/** Returns the headers under which a request is made as somebody else. */
function impersonating({ name, groups }: UserInfo): Readonly<Record<string, string | readonly string[]>> {
  return { 'Impersonate-User': name, ...(groups.length === 0 ? {} : { 'Impersonate-Group': groups }) };
}

function attributesOf(ask: AccessQuestion): object {
  return 'path' in ask ? { nonResourceAttributes: ask } : { resourceAttributes: { ...ask, version: 'v1' } };
}
