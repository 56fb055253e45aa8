/** Returns a host's own name and its domain, which all hosts of a cluster share; null for none, as of an address. */
export function splitHost(name: string): { readonly label: string; readonly domain: string | null } {
  const dot = name.indexOf('.');
  if (dot < 1 || /^[\d.]+$/.test(name)) return { label: name, domain: null };
  return { label: name.slice(0, dot), domain: name.slice(dot) };
}
