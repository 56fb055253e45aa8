import { useTranslations } from 'next-intl';
import type { PolicyName } from '#lib/model/network-answer.ts';

/** Names a policy, and one of its rules as people count: from 1. */
export function PolicyRule({ rule }: { rule: PolicyName & { readonly rule?: number | null } }) {
  const t = useTranslations('reach');
  const { kind, namespace, name } = rule;
  return (
    <span className="[overflow-wrap:anywhere]">
      <span className="text-ink-2">{kind}</span>{' '}
      <code className="font-mono text-xs">{namespace === null ? name : `${namespace}/${name}`}</code>
      {rule.rule === undefined || rule.rule === null ? null : <> {t('rule', { number: rule.rule + 1 })}</>}
    </span>
  );
}
