/** Flags by name without dashes; each holds its values in the order given, as the last one usually wins. */
export type Flags = Readonly<Record<string, readonly string[]>>;

const FLAG = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/;

/**
 * Returns the flags among a program's arguments: `--flag=value`, `--flag value` and a bare `--flag`, which
 * stands for `true` (Go's flag rules). Kubernetes reads an underscore in a name as a dash. Words that belong to
 * no flag are left out.
 */
export function parseFlags(args: readonly string[]): Flags {
  const flags: Record<string, string[]> = {};
  for (let index = 0; index < args.length; index += 1) {
    const [, written, inline] = FLAG.exec(args[index] ?? '') ?? [];
    if (written === undefined) continue;
    const name = written.replaceAll('_', '-');
    const next = args[index + 1];
    const takesNext = inline === undefined && next !== undefined && !next.startsWith('-');
    (flags[name] ??= []).push(inline ?? (takesNext ? next : 'true'));
    if (takesNext) index += 1;
  }
  return flags;
}

/** Returns the value in force (the last one given), or null where the flag was not given. */
export function flagValue(flags: Flags, name: string): string | null {
  return flags[name]?.at(-1) ?? null;
}

/** Returns the items of a flag that takes a list, of every time it was given, or null where it was not. */
export function flagList(flags: Flags, name: string): readonly string[] | null {
  return flags[name]?.flatMap((value) => value.split(',')) ?? null;
}
