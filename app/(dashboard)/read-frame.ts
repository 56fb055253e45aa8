import { headers } from 'next/headers';
import { requireSession } from '#lib/auth/require-session.ts';
import { frameScope } from '#lib/questions/frame-scope.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { askedScope, scopeQuery } from './_components/asked-scope.ts';
import type { LoadedScope } from './_components/scope-provider.tsx';

/** Returns what the frame shows for the address that was asked for, which the proxy passes on. */
export async function readFrame(): Promise<LoadedScope> {
  await requireSession('viewer');
  const sent = await headers();
  const { pathname, searchParams } = new URL(sent.get('x-merlon-address') ?? '/', 'http://frame');
  const asked = askedScope(pathname, searchParams);
  return { query: scopeQuery(asked), scope: await frameScope(currentStore(), asked) };
}
