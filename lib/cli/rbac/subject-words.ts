import { serviceAccountUser, userOf, withImpliedGroups } from '#lib/analysis/rbac/identity.ts';
import type { UserInfo } from '#lib/analysis/rbac/access-question.ts';
import { text } from '#lib/model/text.ts';
import { UsageError } from '#lib/cli/usage-error.ts';

/**
 * Returns the user that `user:jane`, `group:devs` or `serviceaccount:shop/robot` stands for, with the groups given
 * and those the API server itself adds. A group stands for a member of it without a name. Throws UsageError.
 */
export function userOfWords(words: string, groups: readonly string[]): UserInfo {
  const colon = words.indexOf(':');
  const kind = words.slice(0, colon).toLowerCase();
  const name = words.slice(colon + 1);
  if (colon < 0 || name === '') throw notUnderstood(words);
  switch (kind) {
    case 'user':
      return withImpliedGroups(name, groups);
    case 'group': {
      const member = userOf({ kind: 'Group', name });
      return { name: '', groups: [...new Set([...member.groups, ...groups])] };
    }
    case 'serviceaccount':
    case 'sa': {
      const [namespace = '', account = '', ...more] = name.split(/[/:]/);
      if (namespace === '' || account === '' || more.length > 0) throw notUnderstood(words);
      return withImpliedGroups(serviceAccountUser(namespace, account), groups);
    }
    default:
      throw notUnderstood(words);
  }
}

function notUnderstood(words: string): UsageError {
  return new UsageError(
    text(
      `"${words}" names no subject; write user:jane, group:devs or serviceaccount:namespace/name.`,
      `“${words}”不是主体；请写成 user:jane、group:devs 或 serviceaccount:命名空间/名称。`,
    ),
  );
}
