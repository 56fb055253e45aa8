import { describe, expect, it } from 'vitest';
import type { ControlResult, Finding } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';
import { sampleResult } from '#lib/testing/sample-result.ts';
import { findingItems } from './finding-rows.ts';
import { findingView } from './finding-view.ts';

const result = sampleResult({ scanId: 's', findings: 1 });
const [finding] = result.findings as [Finding];
const control = result.controls.find(({ id }) => id === finding.controlId) as ControlResult;
const message = text('The pod is privileged.', 'Pod 以特权运行。');

const known = { message, node: 'worker-1', age: 'new' as const };

describe('findingView', () => {
  it('speaks the reader’s language', () => {
    const view = findingView({ finding, control, ...known }, 'zh-CN');
    expect([view.title, view.message, view.why]).toEqual([
      '未满足：Pod 不以特权运行',
      'Pod 以特权运行。',
      '含义。',
    ]);
  });

  it('keeps the fix for this object apart from the one in general', () => {
    const general = { ...control, remediation: { ...control.remediation, command: 'kubectl edit' } };
    const own = { ...finding, remediation: { yaml: 'privileged: false' } };
    const view = findingView({ finding: own, control: general, ...known }, 'en');
    expect(view.objectFixes).toEqual([{ kind: 'yaml', code: 'privileged: false' }]);
    expect(view.generalFixes).toEqual([{ kind: 'command', code: 'kubectl edit' }]);
  });

  it('links to web addresses and to nothing else', () => {
    const references = ['https://kubernetes.io/docs', 'javascript:alert(1)', 'http://example.com'].map(
      (url) => ({
        title: 't',
        url,
      }),
    );
    const view = findingView({ finding, control: { ...control, references }, ...known }, 'en');
    expect(view.references.map(({ url }) => url)).toEqual(['https://kubernetes.io/docs']);
  });

  it('names a framework with its version', () => {
    const frameworks = [
      { framework: 'cis-k8s', id: '5.2.2', version: '1.12' },
      { framework: 'pss-baseline', id: 'Privileged Containers' },
    ] as const;
    const view = findingView({ finding, control: { ...control, frameworks }, ...known }, 'en');
    expect(view.frameworks).toEqual([
      'CIS Kubernetes Benchmark 1.12: 5.2.2',
      'Pod Security Standards, Baseline: Privileged Containers',
    ]);
  });
});

describe('findingItems', () => {
  it('keeps "no namespace" apart from a name', () => {
    const resource = { apiVersion: 'v1', kind: 'Node', namespace: null, name: 'n', uid: null };
    const listed = { fingerprint: 'f', severity: 'high' as const, resource, title: message, message };
    expect(findingItems([listed], 'en')).toEqual([
      {
        fingerprint: 'f',
        severity: 'high',
        title: 'The pod is privileged.',
        message: 'The pod is privileged.',
        kind: 'Node',
        name: 'n',
        namespace: null,
      },
    ]);
  });
});
