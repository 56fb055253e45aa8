/** Returns a URL as it may be stored and shown: without user name and password. */
export function plainUrl(url: string): string {
  // What is no address of a server may hold them all the same.
  if (!/^https?:/i.test(url) || !URL.canParse(url))
    return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, '$1');
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href.replace(/\/$/, '');
}
