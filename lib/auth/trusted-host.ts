import { isLoopback } from '#lib/env.ts';

/**
 * Returns whether a Host header names this machine's loopback. Anything else is a page of another site whose
 * name was pointed here (DNS rebinding).
 */
export function isTrustedHost(host: string | null): boolean {
  if (host === null || !/^[\w.:[\]-]+$/.test(host)) return false;
  const parsed = URL.parse(`http://${host}`);
  if (parsed === null || parsed.host === '') return false;
  return isLoopback(parsed.hostname.replace(/^\[(.*)\]$/, '$1'));
}
