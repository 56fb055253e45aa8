import { describe, expect, it } from 'vitest';
import { defineControl, type AnyControl } from '#lib/controls/define-control.ts';
import type { Verdict, Violation } from '#lib/model/control.ts';
import { refOf } from '#lib/model/kube-object.ts';
import { text } from '#lib/model/text.ts';
import { pod } from '#lib/testing/builders/workloads.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { blindCases } from './blind-cases.ts';
import { labelled } from './label-violations.ts';
import { messageProblems } from './message-problems.ts';
import { reversed, runControl } from './run-control.ts';

const web = pod('web');

const violation: Violation = {
  resource: refOf(web),
  detailKey: 'app',
  messageId: 'found',
  params: { name: 'web' },
  evidence: [{ path: 'spec', observed: 'x', expected: 'y', command: 'kubectl get pod web -n shop' }],
  severity: 'low',
};

const controlWith = (evaluate: () => Verdict): AnyControl =>
  defineControl({
    id: 'example',
    aliases: [],
    title: text('Title', '标题'),
    failTitle: text('Title', '标题'),
    description: text('Words.', '文字。'),
    remediation: { text: text('Words.', '文字。') },
    messages: { found: text('Found {name}.', '发现 {name}。'), skewed: text('{a}.', '{b}。') },
    severity: 'high',
    category: 'workloads',
    frameworks: [],
    references: [],
    needs: { pods: 'matters' },
    evaluate,
  });

const found = (...violations: Violation[]) => controlWith(() => ({ kind: 'judged', checked: 1, violations }));

describe('labelled', () => {
  it.each([
    { name: 'object and detail', expected: ['Pod/shop/web#app'] },
    { name: 'object alone', expected: ['Pod/shop/web'] },
    { name: 'message', expected: ['found'] },
    { name: 'message and severity', expected: ['found (low)'] },
  ])('takes $name for the violation', ({ expected }) => {
    expect(labelled([violation], expected)).toEqual(expected);
  });

  it.each([
    { name: 'another severity', expected: ['found (high)'] },
    { name: 'another detail', expected: ['Pod/shop/web#sidecar'] },
    { name: 'nothing', expected: [] },
  ])('shows the violation itself where $name was expected', ({ expected }) => {
    expect(labelled([violation], expected)).toEqual(['Pod/shop/web#app']);
  });

  it('uses each expectation up once', () => {
    const twice = [violation, { ...violation, detailKey: 'sidecar' }];
    expect(labelled(twice, ['found'])).toEqual(['Pod/shop/web#sidecar', 'found']);
  });
});

describe('messageProblems', () => {
  it('names unequal languages, unknown messages, unfilled parameters, missing evidence and commands that write', () => {
    const bad = (parts: Partial<Violation>): Violation => ({ ...violation, ...parts });
    const writing = { path: 'p', observed: 'o', expected: 'e', command: 'kubectl delete pod web' };
    const problems = messageProblems(found(), [
      violation,
      bad({ messageId: 'unknown' }),
      bad({ params: {} }),
      bad({ evidence: [] }),
      bad({ evidence: [writing] }),
    ]);
    expect(problems).toEqual([
      'skewed: the languages take different parameters',
      'unknown: no such message',
      'found: unfilled in "Found {name}."',
      'found: unfilled in "发现 {name}。"',
      'found: no evidence',
      'found: a command that writes: kubectl delete pod web',
    ]);
  });
});

describe('blindCases', () => {
  const cases = {
    pass: [{ name: 'fine', slices: {} }],
    fail: [{ name: 'bad', slices: { pods: [web] }, expect: ['found'] }],
  } as const;

  it('ask for each need unread, read in part and not served', () => {
    expect(blindCases(found(), cases).map((each) => `${each.name}: ${each.outcome}`)).toEqual([
      'pods unread, nothing wrong: not-assessed',
      'pods unread, something wrong: not-assessed',
      'pods read in part, nothing wrong in it: not-assessed',
      'pods read in part, something wrong in it: fail',
      'pods not served: not-assessed',
    ]);
  });

  it('ask for nothing to be found in a part of what a control needs as a whole', () => {
    const whole: AnyControl = { ...found(), needs: { pods: 'whole' } };
    expect(blindCases(whole, cases).map((each) => `${each.name}: ${each.outcome}`)).toContain(
      'pods read in part, something wrong in it: not-assessed',
    );
  });

  it('are what a control must come to that judges what is there', () => {
    const [unread] = blindCases(found(), cases);
    if (unread === undefined) throw new Error('a case');
    expect(runControl(found(violation), unread.input, unread.replaced).result.outcome).toBe('not-assessed');
  });
});

describe('reversed', () => {
  it('turns every list round', () => {
    const slices = { pods: [pod('a'), pod('b')] };
    expect(reversed({ slices }).slices?.pods?.map(({ metadata }) => metadata.name)).toEqual(['b', 'a']);
  });
});

describe('controlTester', () => {
  it('refuses a control without a passing or a failing case', () => {
    const none = [] as unknown as [never];
    expect(() => controlTester(found(), { pass: none, fail: [{ name: 'x', expect: [] }] })).toThrow(
      /passing/,
    );
    expect(() => controlTester(found(), { pass: [{ name: 'x' }], fail: none })).toThrow(/failing/);
  });
});
