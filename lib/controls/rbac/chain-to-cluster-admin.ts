import { subjectLabel, subjectRef } from '#lib/analysis/rbac/subject-ref.ts';
import { ruleText } from '#lib/analysis/rbac/rule-power.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { Evidence, Violation } from '#lib/model/control.ts';
import type { ChainStep, EscalationChain } from '#lib/model/escalation.ts';
import { fillText, text, type Text } from '#lib/model/text.ts';
import { grantEvidence, sourceLabel } from './judge-grants.ts';

export const chainToClusterAdmin = defineControl({
  id: 'chain-to-cluster-admin',
  aliases: [],
  title: text(
    'Nobody comes from added rights to full rights over the cluster',
    '没有主体能凭额外授予的权限逐步取得集群的全部权限',
  ),
  failTitle: text('Rights lead on to full rights over the cluster', '存在可逐步取得集群全部权限的授权'),
  stake: text(
    'What looks limited leads on, step by step, to the whole cluster',
    '看似有限的权限，可以一步步通向整个集群',
  ),
  description: text(
    'Many rights are worth more than they say: whoever may run a pod may run it as any service account of the namespace, whoever rules a node has the tokens of its pods. For each subject that was given rights, the shortest way to full rights is looked for over such steps, each with what it needs in this cluster: an account that is there, a pod that mounts its token, a namespace whose Pod Security level lets the pod in, a version in which the step works. A way that rests on something that could not be read is told as medium, with what would have to be known. Administrators, and ways that unchanged defaults of Kubernetes open by themselves, are not reported.',
    '许多权限的实际作用超出字面：可以创建 Pod 就可以让它以命名空间内任意服务账号运行，控制节点就能取得其上 Pod 的令牌。此项检查为每个被授权的主体寻找经由这些步骤取得全部权限的最短路径，并核对每一步在本集群中所需的条件：账号确实存在、有 Pod 挂载其令牌、命名空间的 Pod 安全级别允许该 Pod、所用版本支持该步骤。若某一步依赖无法读取的信息，则按中级别报告，并说明还需确认什么。管理员，以及仅由 Kubernetes 未改动的默认权限构成的路径，不予报告。',
  ),
  remediation: {
    text: text(
      'Break the chain at its cheapest step: take the right out of the role, limit it by resourceNames or to a namespace without strong accounts, move the strong account away, stop mounting its token, or enforce a Pod Security level.',
      '在代价最小的一步切断路径：从角色中去掉该权限，用 resourceNames 或没有高权限账号的命名空间加以限制，移走高权限账号，不再挂载其令牌，或强制 Pod 安全级别。',
    ),
    command: 'kubectl label namespace NAMESPACE pod-security.kubernetes.io/enforce=baseline',
  },
  messages: {
    'certain-one': text(
      '{subject} comes to full rights in one step: {way}.',
      '{subject} 只需 1 步即可取得全部权限：{way}。',
    ),
    'possible-one': text(
      '{subject} may come to full rights in one step: {way}. Parts of it could not be read.',
      '{subject} 可能只需 1 步即可取得全部权限：{way}。其中部分条件无法读取。',
    ),
    certain: text(
      '{subject} comes to full rights in {steps} steps: {way}.',
      '{subject} 经过 {steps} 步即可取得全部权限：{way}。',
    ),
    possible: text(
      '{subject} may come to full rights in {steps} steps: {way}. Parts of it could not be read.',
      '{subject} 可能经过 {steps} 步取得全部权限：{way}。其中部分条件无法读取。',
    ),
  },
  severity: 'high',
  category: 'rbac',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
    { framework: 'threat-matrix', id: 'MS-TA9019' },
    { framework: 'mitre-attack', id: 'T1078' },
  ],
  references: [
    {
      title: 'Role Based Access Control Good Practices: privilege escalation risks',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
    },
  ],
  needs: { permissions: 'matters', chains: 'matters' },
  evaluate: ({ permissions, chains }) => ({
    kind: 'judged',
    checked: permissions.subjects().length,
    violations: chains.added().map(violationOf),
  }),
});

function violationOf({ subject, steps, isCertain }: EscalationChain): Violation {
  const isOne = steps.length === 1;
  const way = steps.map(({ params }) => String(params['to'])).join(' → ');
  return {
    resource: subjectRef(subject),
    detailKey: 'chain',
    messageId: `${isCertain ? 'certain' : 'possible'}${isOne ? '-one' : ''}`,
    params: { subject: subjectLabel(subject), way, ...(isOne ? {} : { steps: steps.length }) },
    evidence: steps.flatMap(stepEvidence),
    severity: isCertain ? 'high' : 'medium',
  };
}

/** One line says what the step does, with the object it meets; one for each rule it uses; one for what is not known. */
function stepEvidence(step: ChainStep, index: number): Evidence[] {
  const place = `${index + 1}. ${step.edge}`;
  const rules = step.grants.flatMap(({ binding, rules: rule, ...grant }) =>
    binding === null
      ? []
      : [{ grant: { ...grant, binding }, rule, namespace: null, isDefault: grant.isDefault }],
  );
  const shown = grantEvidence(rules, NO_SUCH_RIGHT).map((evidence) => ({
    ...evidence,
    path: `${place}: ${evidence.path}`,
  }));
  const made = step.grants
    .filter(({ binding }) => binding === null)
    .slice(0, 1)
    .map(({ role, rule, rules: own }) => ({
      path: `${place}: ${sourceLabel(role)} rules[${rule}]`,
      observed: ruleText(own),
      expected: NO_SUCH_RIGHT,
      command: showCommand({ apiVersion: '', uid: null, ...role }),
    }));
  const [object] = step.objects;
  const command = object === undefined ? shown[0]?.command : showCommand(object);
  const said = {
    path:
      object === undefined
        ? place
        : `${place}: ${object.kind} ${object.namespace === null ? '' : `${object.namespace}/`}${object.name}`,
    observed: filled(step),
    expected: NO_STEP,
    command: command ?? 'kubectl auth can-i --list',
  };
  return [said, ...shown, ...made];
}

const NO_SUCH_RIGHT = text('no right that leads on', '不含可继续提权的权限');
const NO_STEP = text('no way on from here', '无法由此继续');

/** A step that rests on something unread says so. */
function filled({ text: template, params, unknown }: ChainStep): Text {
  const [en, zh] = [fillText(template.en, params), fillText(template['zh-CN'], params)];
  if (unknown.length === 0) return text(en, zh);
  return text(
    `${en} Not known: ${unknown.map((part) => part.text.en).join('; ')}.`,
    `${zh}尚不清楚：${unknown.map((part) => part.text['zh-CN']).join('；')}。`,
  );
}
