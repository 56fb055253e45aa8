import { getTranslations } from 'next-intl/server';
import { Suspense, createElement, type ReactNode } from 'react';
import { PageSkeleton } from '#components/ui/skeleton.tsx';
import { requireSession, type Role, type Session } from '#lib/auth/require-session.ts';

/** What Next hands every page: the values in its path and in its query. */
export interface PageProps<Params = Record<never, never>> {
  readonly params: Promise<Params>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** How long an answer is held back for a page to be whole: what is not there is known long before. */
const WHOLE_WITHIN_MS = 1_000;

/**
 * Returns a page that asks for its role before it does anything, and whose failures carry the request's id:
 * Next hands a failure's digest to the error page and to the log alike.
 *
 * A page that is ready soon is answered whole, with a status of its own: 404 for what is not there, 500 for a
 * failure. Of a slow one the frame goes out at once, with 200, and its place is held until it comes; a
 * `loading.tsx` would hold the place, and fix the status, of every page.
 */
export function definePage<Params>(
  role: Role,
  render: (props: PageProps<Params>, session: Session) => Promise<ReactNode>,
): (props: PageProps<Params>) => Promise<ReactNode> {
  return async (props) => {
    const session = await requireSession(role);
    const page = render(props, session).catch((error: unknown) => {
      // Redirects and not-found travel as errors with a digest of their own.
      if (error instanceof Error && !('digest' in error)) {
        throw Object.assign(error, { digest: session.requestId });
      }
      throw error;
    });
    if (await isSettledWithin(page, WHOLE_WITHIN_MS)) return page;
    const t = await getTranslations();
    const fallback = createElement(PageSkeleton, { label: t('loading') });
    return createElement(Suspense, { fallback }, createElement(LatePage, { page }));
  };
}

async function LatePage({ page }: { page: Promise<ReactNode> }) {
  return page;
}

async function isSettledWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const settled = work.then(
    () => true,
    () => true,
  );
  return Promise.race([settled, late]).finally(() => clearTimeout(timer));
}
