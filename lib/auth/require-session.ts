import 'server-only';
import { headers } from 'next/headers';
import { text } from '#lib/model/text.ts';
import { RequestRefused } from './request-refused.ts';
import { isTrustedHost } from './trusted-host.ts';

/** What a person may do, each including those before it. */
const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Session {
  readonly role: Role;
  /** Names this request in logs and on error pages. */
  readonly requestId: string;
}

/**
 * Returns the session of the current request; throws `RequestRefused` where it may not have this role.
 * Every page, action and route handler calls it. Until there is a sign-in Merlon listens on loopback alone,
 * and whoever sits at this machine is its administrator.
 */
export async function requireSession(role: Role): Promise<Session> {
  const sent = await headers();
  if (!isTrustedHost(sent.get('host'))) {
    throw new RequestRefused(421, text('This address is not served here.', '这里不提供该地址的服务。'));
  }
  const session: Session = { role: 'admin', requestId: sent.get('x-request-id') ?? 'unknown' };
  if (ROLES.indexOf(session.role) < ROLES.indexOf(role)) {
    throw new RequestRefused(403, text('Your role does not allow this.', '你的角色不允许这样做。'));
  }
  return session;
}
