import { CONTROLS } from '#lib/controls/index.ts';
import { text } from '#lib/model/text.ts';
import { nearMatches } from '#lib/model/near-matches.ts';
import { UsageError } from './usage-error.ts';

/** Returns the ids of the controls named by id or alias. Throws UsageError for one that does not exist. */
export function chosenControls(names: readonly string[]): string[] {
  if (names.length === 0)
    throw new UsageError(text('--controls names no control.', '--controls 没有指定任何检查项。'));
  return [...new Set(names.map(controlNamed))];
}

function controlNamed(name: string): string {
  const found = CONTROLS.find(({ id, aliases }) => id === name || aliases.includes(name));
  if (found !== undefined) return found.id;
  const near = nearMatches(
    name,
    CONTROLS.map(({ id }) => id),
  );
  throw new UsageError(
    near.length === 0
      ? text(`There is no control "${name}".`, `没有检查项“${name}”。`)
      : text(
          `There is no control "${name}"; did you mean ${near.join(', ')}?`,
          `没有检查项“${name}”；是否指 ${near.join('、')}？`,
        ),
  );
}
