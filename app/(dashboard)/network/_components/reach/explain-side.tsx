import { ArrowDownLeft, ArrowUpRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Decider, PolicyName, SideAnswer } from '#lib/model/network-answer.ts';
import { PolicyRule } from './policy-rule.tsx';
import { VerdictMark } from '#components/network/verdict-mark.tsx';

/** What the policies of one end say, in sentences. */
export function ExplainSide({
  side,
  end,
  answer,
}: {
  side: 'egress' | 'ingress';
  end: string;
  answer: SideAnswer;
}) {
  const t = useTranslations('reach');
  const Icon = side === 'egress' ? ArrowUpRight : ArrowDownLeft;
  const others = answer.allowedBy.filter((rule) => !isSame(rule, answer.decider));
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <h3 className="flex items-center gap-2 text-sm font-semibold text-ink-2">
        <Icon size={14} aria-hidden />
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{t(`ends.${side}`, { end })}</span>
        <VerdictMark verdict={answer.verdict} />
      </h3>
      <Decision side={side} answer={answer} />
      <RuleList title={t('passedBy')} rules={answer.passedBy} />
      <RuleList title={t('alsoAllowed')} rules={others} />
      <RuleList title={t('isolatedBy')} rules={answer.isolatedBy} />
      {answer.nearMisses.length === 0 ? null : (
        <div>
          <h4 className="text-sm text-ink-2">{t('nearMisses')}</h4>
          <ul className="grid gap-0.5">
            {answer.nearMisses.map((miss) => (
              <li key={`${miss.kind} ${miss.namespace} ${miss.name} ${miss.rule} ${miss.missed}`}>
                <PolicyRule rule={miss} /> <span className="text-ink-2">{t(`missed.${miss.missed}`)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function isSame(rule: Decider, decider: Decider | null): boolean {
  return (
    decider !== null &&
    rule.kind === decider.kind &&
    rule.namespace === decider.namespace &&
    rule.name === decider.name &&
    rule.rule === decider.rule
  );
}

function Decision({ side, answer }: { side: 'egress' | 'ingress'; answer: SideAnswer }) {
  const t = useTranslations('reach');
  const { decider, verdict, isolatedBy, passedBy } = answer;
  const isMet = isolatedBy.length + passedBy.length > 0;
  if (decider === null) {
    if (verdict !== 'allowed') return <p>{t('undecided')}</p>;
    return <p>{isMet ? t('fallsThrough') : t(`unselected.${side}`)}</p>;
  }
  return (
    <p>
      <PolicyRule rule={decider} /> {decider.rule === null ? t('byDefault') : t(`actions.${decider.action}`)}
    </p>
  );
}

function RuleList({
  title,
  rules,
}: {
  title: string;
  rules: readonly (PolicyName & { readonly rule?: number | null })[];
}) {
  if (rules.length === 0) return null;
  return (
    <div>
      <h4 className="text-sm text-ink-2">{title}</h4>
      <ul className="grid gap-0.5">
        {rules.map((rule) => (
          <li key={`${rule.kind} ${rule.namespace} ${rule.name} ${rule.rule}`}>
            <PolicyRule rule={rule} />
          </li>
        ))}
      </ul>
    </div>
  );
}
