import type { ReactNode } from 'react';
import { requireSession, type Role, type Session } from '#lib/auth/require-session.ts';

/** What Next hands every page: the values in its path and in its query. */
export interface PageProps<Params = Record<never, never>> {
  readonly params: Promise<Params>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/**
 * Returns a page that asks for its role before it does anything, and whose failures carry the request's id:
 * Next hands a failure's digest to the error page and to the log alike.
 */
export function definePage<Params>(
  role: Role,
  render: (props: PageProps<Params>, session: Session) => Promise<ReactNode>,
): (props: PageProps<Params>) => Promise<ReactNode> {
  return async (props) => {
    const session = await requireSession(role);
    try {
      return await render(props, session);
    } catch (error) {
      // Redirects and not-found travel as errors with a digest of their own.
      if (error instanceof Error && !('digest' in error)) {
        throw Object.assign(error, { digest: session.requestId });
      }
      throw error;
    }
  };
}
