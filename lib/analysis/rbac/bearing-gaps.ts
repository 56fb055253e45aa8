import type { Gap } from '#lib/model/gap.ts';
import { isPathQuestion } from './access-question.ts';
import type { AccessQuestion } from './access-question.ts';

const IN_NAMESPACE = 'namespace/';

/**
 * Returns those gaps of roles and bindings that bear on a question: a namespaced list bears on questions about a
 * namespace only, and a gap in one namespace on no other.
 */
export function bearingGaps(gaps: readonly Gap[], ask: AccessQuestion): readonly Gap[] {
  if (gaps.length === 0) return gaps;
  const namespace = isPathQuestion(ask) ? '' : (ask.namespace ?? '');
  return gaps.filter(({ slice, scope }) => {
    if (slice !== 'roles' && slice !== 'roleBindings') return true;
    return namespace !== '' && (!scope.startsWith(IN_NAMESPACE) || scope === IN_NAMESPACE + namespace);
  });
}
