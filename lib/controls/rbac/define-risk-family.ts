import type { RiskHit } from '#lib/analysis/rbac/risk-hit.ts';
import { subjectLabel, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import { RBAC_RISKS, riskFix, type RbacRisk, type RiskFamily } from '#lib/facts/rbac-risks.ts';
import { defineControl, type AnyControl } from '#lib/controls/define-control.ts';
import type { ControlMeta, FrameworkRef, Violation } from '#lib/model/control.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text, type Text } from '#lib/model/text.ts';
import { grantEvidence, listNames } from './judge-grants.ts';

/** The words of a family; its messages and techniques come from its risks. */
interface RiskFamilyControl extends Pick<
  ControlMeta,
  'id' | 'title' | 'failTitle' | 'stake' | 'description' | 'remediation' | 'severity' | 'references'
> {
  readonly family: RiskFamily;
  /** Beside the techniques of its risks. */
  readonly frameworks: readonly FrameworkRef[];
  /** Leaves out, or narrows, what another control tells already. */
  readonly told?: (hit: RiskHit) => RiskHit | null;
}

/** Returns the control that tells every risk of a family, one finding for each subject and risk. */
export function defineRiskFamily({ family, told = (hit) => hit, ...words }: RiskFamilyControl): AnyControl {
  const risks = RBAC_RISKS.filter((risk) => risk.family === family);
  return defineControl({
    ...words,
    aliases: [],
    messages: Object.assign({}, ...risks.map(messagesOf)) as Record<string, Text>,
    category: 'rbac',
    frameworks: [...words.frameworks, ...techniquesOf(risks)],
    needs: { risks: 'matters' },
    evaluate: ({ risks: { checked, subjects } }) => ({
      kind: 'judged',
      checked,
      violations: subjects
        .flatMap(({ hits }) => hits)
        .filter(({ risk }) => risk.family === family)
        .flatMap((hit) => told(hit) ?? [])
        .map(violationOf),
    }),
  });
}

/** One message for each way a risk reaches. */
function messagesOf({ id, title, gain, needs }: RbacRisk): Record<string, Text> {
  const reaching = {
    [id]: text(
      `{subject} may ${title.en} on the whole cluster{names}{more}. ${gain.en}`,
      `{subject} 可以在整个集群范围内${title['zh-CN']}{names}{more}。${gain['zh-CN']}`,
    ),
    [`${id}-in`]: text(
      `{subject} may ${title.en} in {namespaces}{names}{more}. ${gain.en}`,
      `{subject} 可以在 {namespaces} 中${title['zh-CN']}{names}{more}。${gain['zh-CN']}`,
    ),
  };
  if (needs === undefined) return reaching;
  const alone = text(
    `{subject} may ${title.en}, but holds nothing of what it takes beside it.`,
    `{subject} 可以${title['zh-CN']}，但缺少与之配合的权限。`,
  );
  return { ...reaching, [`${id}-alone`]: alone };
}

function techniquesOf(risks: readonly RbacRisk[]): FrameworkRef[] {
  const ids = (of: (risk: RbacRisk) => readonly string[]): string[] =>
    [...new Set(risks.flatMap(of))].toSorted();
  return [
    ...ids(({ threatMatrix }) => threatMatrix).map((id) => ({ framework: 'threat-matrix', id }) as const),
    ...ids(({ mitre }) => mitre).map((id) => ({ framework: 'mitre-attack', id }) as const),
  ];
}

function violationOf(hit: RiskHit): Violation {
  const { subject, risk, severity, rules, covers } = hit;
  const others = listNames(covers.map((one) => one.risk.id.replace(/^rbac-/, '')));
  const place = hit.isClusterWide ? risk.id : `${risk.id}-in`;
  return {
    resource: subjectRef(subject),
    detailKey: risk.id,
    messageId: hit.isAlone ? `${risk.id}-alone` : place,
    params: {
      subject: subjectLabel(subject),
      namespaces: listNames(hit.namespaces),
      names: hit.isNamed ? ` [${listNames(namesOf(hit))}]` : '',
      more: covers.length === 0 ? '' : ` (+${covers.length}: ${others})`,
    },
    evidence: grantEvidence(rules, riskFix(risk)),
    severity,
  };
}

/** The objects that all its rules together are limited to. */
function namesOf({ rules }: RiskHit): string[] {
  return [...new Set(rules.flatMap(({ rule }) => rule.resourceNames ?? []))].toSorted(byCodeUnit);
}
