import { CATEGORIES } from '#lib/model/category.ts';
import type { ControlResult } from '#lib/model/control.ts';
import type { Coverage } from '#lib/model/score.ts';

/**
 * Returns how much was looked at. A control that turned out not to apply was looked at; a category in which no
 * control had anything to judge is named, so that its silence is not read as health.
 */
export function coverageOf(results: readonly ControlResult[]): Coverage {
  const count = (...outcomes: ControlResult['outcome'][]): number =>
    results.filter((result) => outcomes.includes(result.outcome)).length;
  const vacuous = CATEGORIES.filter((category) => {
    const own = results.filter((result) => result.category === category);
    return own.length > 0 && own.every((result) => result.outcome === 'not-applicable');
  });
  return {
    assessed: count('pass', 'fail', 'not-applicable'),
    total: results.length,
    notAssessed: count('not-assessed'),
    errors: count('error'),
    vacuous,
  };
}
