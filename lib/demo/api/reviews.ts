import { readList, readText, readRecord } from '../raw-object.ts';
import type { Answer } from './answer.ts';
import { failure } from './answer.ts';
import type { Ask, Authorizer, User } from './rbac.ts';

const REVIEW_KINDS = [
  'SelfSubjectAccessReview',
  'SelfSubjectRulesReview',
  'SubjectAccessReview',
  'LocalSubjectAccessReview',
  'SelfSubjectReview',
] as const;
type ReviewKind = (typeof REVIEW_KINDS)[number];

/** Returns the review kind behind a kind, or null where it is none. */
export function reviewKind(kind: string): ReviewKind | null {
  return REVIEW_KINDS.find((known) => known === kind) ?? null;
}

/** Answers a posted access review: the only thing a client may create here. */
export function review(
  kind: ReviewKind,
  body: unknown,
  context: { user: User; authorizer: Authorizer },
): Answer {
  const spec = readRecord(body, 'spec');
  const { user, authorizer } = context;
  switch (kind) {
    case 'SelfSubjectAccessReview':
      return accessReview(kind, spec, { user, authorizer });
    case 'SubjectAccessReview':
    case 'LocalSubjectAccessReview': {
      const groups = readList(spec, 'groups').map(String);
      const name = readText(spec, 'user');
      if (name === '' && groups.length === 0)
        return invalid(kind, 'at least one of user or group must be specified');
      return accessReview(kind, spec, { user: { name, groups }, authorizer });
    }
    case 'SelfSubjectRulesReview':
      return rulesReview(spec, context);
    case 'SelfSubjectReview':
      return created('authentication.k8s.io/v1', kind, {
        status: { userInfo: { username: user.name, groups: user.groups } },
      });
  }
}

function accessReview(
  kind: ReviewKind,
  spec: Record<string, unknown>,
  context: { user: User; authorizer: Authorizer },
): Answer {
  const ask = askOf(spec);
  if (ask === null)
    return invalid(kind, 'exactly one of nonResourceAttributes or resourceAttributes must be specified');
  const reason = context.authorizer.allows(context.user, ask);
  const status =
    reason === null ? { allowed: false } : { allowed: true, ...(reason === '' ? {} : { reason }) };
  return created('authorization.k8s.io/v1', kind, { spec, status });
}

function askOf(spec: Record<string, unknown>): Ask | null {
  if ('nonResourceAttributes' in spec && !('resourceAttributes' in spec)) {
    const attributes = spec['nonResourceAttributes'];
    return { verb: readText(attributes, 'verb'), path: readText(attributes, 'path') };
  }
  if (!('resourceAttributes' in spec)) return null;
  const attributes = spec['resourceAttributes'];
  const optional = (key: string): Record<string, string> => {
    const value = readText(attributes, key);
    return value === '' ? {} : { [key]: value };
  };
  return {
    verb: readText(attributes, 'verb'),
    group: readText(attributes, 'group'),
    resource: readText(attributes, 'resource'),
    ...optional('subresource'),
    ...optional('name'),
    ...optional('namespace'),
  };
}

function rulesReview(spec: Record<string, unknown>, context: { user: User; authorizer: Authorizer }): Answer {
  const namespace = readText(spec, 'namespace');
  if (namespace === '') return failure(400, 'BadRequest', { message: 'no namespace on request' });
  const rules = context.authorizer.rulesOf(context.user, namespace);
  const isPath = (rule: unknown): boolean => readList(rule, 'nonResourceURLs').length > 0;
  const status = {
    resourceRules: rules.filter((rule) => !isPath(rule)),
    nonResourceRules: rules.filter(isPath),
    incomplete: false,
  };
  return created('authorization.k8s.io/v1', 'SelfSubjectRulesReview', { spec: {}, status });
}

function created(apiVersion: string, kind: string, rest: object): Answer {
  const body = { kind, apiVersion, metadata: { creationTimestamp: null }, ...rest };
  return { status: 201, body, contentType: 'application/json' };
}

function invalid(kind: string, message: string): Answer {
  return failure(422, 'Invalid', {
    message: `${kind}.authorization.k8s.io "" is invalid: spec: Invalid value: ${message}`,
    details: { group: 'authorization.k8s.io', kind },
  });
}
