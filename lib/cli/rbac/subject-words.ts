import { serviceAccountUser, userOf, withImpliedGroups } from '#lib/analysis/rbac/identity.ts';
import type { UserInfo } from '#lib/analysis/rbac/access-question.ts';
import type { Subject } from '#lib/model/rbac.ts';
import { text } from '#lib/model/text.ts';
import { UsageError } from '#lib/cli/usage-error.ts';

/** Returns the subject that `user:jane`, `group:devs` or `serviceaccount:shop/robot` names. Throws UsageError. */
export function subjectOfWords(words: string): Subject {
  const colon = words.indexOf(':');
  const kind = words.slice(0, colon).toLowerCase();
  const name = words.slice(colon + 1);
  if (colon < 0 || name === '') throw notUnderstood(words);
  switch (kind) {
    case 'user':
      return { kind: 'User', name };
    case 'group':
      return { kind: 'Group', name };
    case 'serviceaccount':
    case 'sa': {
      const [namespace = '', account = '', ...more] = name.split(/[/:]/);
      if (namespace === '' || account === '' || more.length > 0) throw notUnderstood(words);
      return { kind: 'ServiceAccount', namespace, name: account };
    }
    default:
      throw notUnderstood(words);
  }
}

/**
 * Returns the user a subject in words stands for, with the groups given and those the API server itself adds. A
 * group stands for a member of it without a name. Throws UsageError.
 */
export function userOfWords(words: string, groups: readonly string[]): UserInfo {
  const subject = subjectOfWords(words);
  if (subject.kind === 'Group') {
    const member = userOf(subject);
    return { name: member.name, groups: [...new Set([...member.groups, ...groups])] };
  }
  const { kind, namespace = '', name } = subject;
  return withImpliedGroups(kind === 'ServiceAccount' ? serviceAccountUser(namespace, name) : name, groups);
}

function notUnderstood(words: string): UsageError {
  return new UsageError(
    text(
      `"${words}" names no subject; write user:jane, group:devs or serviceaccount:namespace/name.`,
      `“${words}”不是主体；请写成 user:jane、group:devs 或 serviceaccount:命名空间/名称。`,
    ),
  );
}
