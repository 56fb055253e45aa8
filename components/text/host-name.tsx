/** A host's name with its domain, which all hosts of a cluster share, on a line of its own that may be cut. */
export function HostName({ name }: { name: string }) {
  const dot = name.indexOf('.');
  // The dots of an address part no domain from it.
  if (dot < 0 || /^[\d.]+$/.test(name)) return name;
  return (
    <>
      {name.slice(0, dot)}
      <span className="block truncate text-xs font-normal text-ink-3" title={name}>
        {name.slice(dot)}
      </span>
    </>
  );
}
