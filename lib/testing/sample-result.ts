import { gapsOf } from '#lib/model/collected.ts';
import { createHash } from 'node:crypto';
import type { ControlResult, Finding } from '#lib/model/control.ts';
import type { Inventory, SliceName, Slices } from '#lib/model/inventory.ts';
import type { KubeObject } from '#lib/model/kube-object.ts';
import type { ScanResult, SliceSummary } from '#lib/model/scan-result.ts';
import { SEVERITIES } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';

export interface SampleOptions {
  readonly scanId: string;
  readonly clusterId?: string;
  readonly findings?: number;
  /** Leaves out findings whose number this refuses. */
  readonly keep?: (index: number) => boolean;
  readonly kubeSystemUid?: string | null;
  readonly inventory?: Inventory;
}

const CONTROLS = [
  sampleControl('privileged-pod', 'workloads', text('Pods run without privileges', 'Pod 不以特权运行')),
  sampleControl('wildcard-role', 'rbac', text('No bound role has wildcards', '已绑定的角色不含通配符')),
  sampleControl('open-kubelet', 'exposure', text('Kubelets ask who calls', 'kubelet 验证调用者')),
];

/** Returns a valid scan result with as many findings as asked, the same for the same options. */
export function sampleResult({ keep = () => true, ...options }: SampleOptions): ScanResult {
  const { findings: count = 3, inventory = sampleInventory() } = options;
  const findings = Array.from({ length: count }, (_, index) => index)
    .filter(keep)
    .map(sampleFinding)
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return {
    schemaVersion: 1,
    merlonVersion: '0.1.0',
    scan: {
      id: options.scanId,
      trigger: 'ui',
      profile: 'standard',
      status: 'done',
      startedAt: '2026-11-22T05:00:00.000Z',
      finishedAt: '2026-11-22T05:00:09.000Z',
      phases: [{ name: 'collecting', durationMs: 900, items: 39 }],
      vantage: { host: 'sample', inCluster: false },
    },
    cluster: {
      id: options.clusterId ?? 'sample',
      name: 'sample',
      context: 'sample',
      server: 'https://127.0.0.1:6443',
      version: { gitVersion: 'v1.36.3', major: '1', minor: '36' },
      distribution: 'kubeadm',
      source: 'api',
      kubeSystemUid: options.kubeSystemUid ?? null,
    },
    inventory: {
      counts: {},
      slices: Object.fromEntries(
        Object.entries(inventory.slices).map(([name, slice]): [string, SliceSummary] => [
          name,
          { state: slice.state, gapIds: gapsOf(slice).map(({ id }) => id) },
        ]),
      ) as Record<SliceName, SliceSummary>,
      blobs: {},
    },
    controls: CONTROLS,
    findings,
    probes: [],
    gaps: Object.values(inventory.slices).flatMap((slice) => gapsOf(slice)),
    coverage: { assessed: 3, total: 3, notAssessed: 0, errors: 0, vacuous: [] },
    score: {
      value: 59,
      grade: 'D',
      byCategory: { workloads: 59 },
      formula: { version: 1, terms: [], uncapped: 63.5, cap: null, assessedShare: 1, blind: [] },
    },
  };
}

/** Returns an inventory whose every slice is absent but the namespaces given by name. */
export function sampleInventory(namespaces: readonly string[] = ['kube-system']): Inventory {
  const slices: Partial<Record<SliceName, unknown>> = {
    namespaces: { state: 'complete', items: namespaces.map(sampleNamespace) },
    pods: { state: 'failed', gaps: [] },
    nodes: { state: 'absent', gaps: [] },
  };
  return { source: 'api', takenAt: '2026-11-22T05:00:00.000Z', slices: slices as unknown as Slices };
}

function sampleNamespace(name: string): KubeObject & { spec: Record<string, unknown> } {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, uid: `uid-${name}` }, spec: {} };
}

function sampleControl(
  id: string,
  category: ControlResult['category'],
  title: ControlResult['title'],
): ControlResult {
  return {
    id,
    aliases: [],
    title,
    failTitle: text(`Broken: ${title.en}`, `未满足：${title['zh-CN']}`),
    description: text('What it means.', '含义。'),
    remediation: { text: text('Mend it.', '修复它。') },
    messages: { found: text('{owner} runs {what}', '{owner} 运行 {what}') },
    severity: 'high',
    category,
    frameworks: [],
    references: [],
    outcome: 'fail',
    checked: 10,
    failed: 3,
    atLeast: false,
    gapIds: [],
    reason: null,
  };
}

function sampleFinding(index: number): Finding {
  const { id } = CONTROLS[index % CONTROLS.length] ?? { id: 'privileged-pod' };
  return {
    fingerprint: createHash('sha256').update(`sample ${index}`).digest('hex').slice(0, 32),
    controlId: id,
    severity: SEVERITIES[index % SEVERITIES.length] ?? 'info',
    resource: {
      apiVersion: 'apps/v1',
      kind: index % 2 === 0 ? 'Deployment' : 'DaemonSet',
      namespace: index % 7 === 0 ? null : `team-${index % 20}`,
      name: `workload-${index}`,
      uid: `uid-${index}`,
    },
    messageId: 'found',
    params: { owner: `Owner-${index % 5}`, what: `container-${index}` },
    evidence: [
      {
        path: `spec.template.spec.containers[${index % 3}].securityContext.privileged`,
        observed: 'true',
        expected: 'false or unset',
        command: `kubectl get deployment workload-${index} -n team-${index % 20} -o jsonpath='{.spec.template.spec.containers}'`,
      },
    ],
    remediation: { yaml: 'securityContext:\n  privileged: false\n' },
  };
}
