import { text } from '#lib/model/text.ts';
import { UsageError } from './usage-error.ts';

/** Returns the value of an option that must be one of some words. Throws UsageError for any other. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  throw new UsageError(
    text(
      `--${option} is "${value}"; it must be one of ${allowed.join(', ')}.`,
      `--${option} 的值为“${value}”；必须是 ${allowed.join('、')} 之一。`,
    ),
  );
}
