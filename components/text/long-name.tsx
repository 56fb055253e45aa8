const TAIL = 9;
/** A shorter name fits as it is; cutting it in two would only cost a place. */
const LONG = 16;

/** A name that is cut in its middle where there is no room: names of one team differ in how they end. */
export function LongName({ name }: { name: string }) {
  if (name.length <= LONG) return <span className="block truncate">{name}</span>;
  return (
    <span className="flex max-w-full [max-block-size:100%] [max-inline-size:100%]">
      <span className="truncate [min-inline-size:0]">{name.slice(0, -TAIL)}</span>
      <span className="shrink-0 whitespace-nowrap">{name.slice(-TAIL)}</span>
    </span>
  );
}
