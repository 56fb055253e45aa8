import { describe, expect, it } from 'vitest';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import {
  bindingRows,
  riskRows,
  roleRows,
  subjectRows,
  type RbacBinding,
  type RbacSubject,
} from './rbac-rows.ts';

function subject(
  name: string,
  severities: readonly Severity[],
  more: Partial<RbacSubject> = {},
): RbacSubject {
  return {
    address: `user:${name}`,
    kind: 'User',
    namespace: null,
    name,
    roles: [],
    bindings: 1,
    rules: 2,
    addedRules: 1,
    isClusterWide: false,
    namespaces: ['shop'],
    isEverything: false,
    defaultRisks: [],
    findings: severities.map((severity, index) => ({
      fingerprint: `${name}-${index}`,
      severity,
      title: text('Title', '标题'),
      message: text('Message', '消息'),
    })),
    ...more,
  };
}

const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);

const NO_FILTER = { text: '', showDefaults: false };

describe('risky grants', () => {
  it('leave out who is strong by unchanged defaults alone, say how many, and show them on request', () => {
    const controller = subject('controller', [], {
      defaultRisks: [{ severity: 'critical', title: text('list Secrets', '列出 Secret') }],
    });
    const all = [controller, subject('ada', ['low']), subject('fine', [])];
    const hidden = riskRows(all, NO_FILTER, 'en');
    expect([names(hidden.rows), hidden.defaults]).toEqual([['ada'], 1]);
    const shown = riskRows(all, { text: '', showDefaults: true }, 'en').rows;
    expect(names(shown)).toEqual(['ada', 'controller']);
    expect(shown[1]?.defaultRisks).toEqual(['list Secrets']);
  });

  it('stand worst first, and whoever may do everything before the others', () => {
    const all = [
      subject('low', ['low']),
      subject('bad', ['critical']),
      subject('admin', ['critical'], { isEverything: true }),
      subject('fine', []),
    ];
    expect(names(riskRows(all, NO_FILTER, 'en').rows)).toEqual(['admin', 'bad', 'low']);
  });

  it('tell their reasons in the language asked for', () => {
    const [row] = riskRows([subject('ada', ['high'])], NO_FILTER, 'zh-CN').rows;
    expect(row?.reasons).toEqual([
      { fingerprint: 'ada-0', severity: 'high', title: '标题', message: '消息' },
    ]);
  });

  it('are found by any part of a name in any case', () => {
    const all = [subject('Ada', ['low']), subject('bob', ['low'])];
    expect(names(riskRows(all, { ...NO_FILTER, text: ' aD ' }, 'en').rows)).toEqual(['Ada']);
  });
});

describe('subjects', () => {
  const all = [subject('ada', []), subject('system:kube-proxy', [], { addedRules: 0 })];

  it('leave out who holds nothing but defaults, and say how many', () => {
    const { rows, defaults } = subjectRows(all, { text: '', showDefaults: false }, 'en');
    expect({ names: names(rows), defaults }).toEqual({ names: ['ada'], defaults: 1 });
  });

  it('show everybody where defaults are asked for', () => {
    expect(subjectRows(all, { text: '', showDefaults: true }, 'en').rows).toHaveLength(2);
  });
});

describe('roles', () => {
  const role = (name: string, bindings: number, severity: Severity | null = null) => ({
    address: `clusterrole:${name}`,
    kind: 'ClusterRole',
    namespace: null,
    name,
    rules: [],
    bindings,
    isDefault: false,
    origin: 'added' as const,
    isAggregated: false,
    severity,
  });

  it('with findings come first, unused ones last', () => {
    const rows = roleRows([role('c', 0), role('b', 1), role('a', 1, 'low')], {
      text: '',
      showDefaults: false,
    }).rows;
    expect(names(rows)).toEqual(['a', 'b', 'c']);
  });
});

describe('bindings', () => {
  const binding: RbacBinding = {
    kind: 'RoleBinding',
    namespace: 'shop',
    name: 'ci',
    role: { kind: 'Role', namespace: 'shop', name: 'deploy', address: 'role:shop:deploy', isMissing: true },
    subjects: [
      { address: 'sa:ci:robot', kind: 'ServiceAccount', namespace: 'ci', name: 'robot', isMissing: true },
    ],
    isDefault: false,
    origin: 'added' as const,
    severity: null,
  };

  it('are found by the subject they name, and say where the role is missing', () => {
    const { rows } = bindingRows([binding], { text: 'ci/robot', showDefaults: false });
    expect(rows.map(({ name, role }) => ({ name, role }))).toEqual([
      { name: 'shop/ci', role: { address: 'role:shop:deploy', label: 'Role deploy', isMissing: true } },
    ]);
    expect(bindingRows([binding], { text: 'nobody', showDefaults: false }).rows).toEqual([]);
  });
});
