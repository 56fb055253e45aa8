import { describe, expect, it } from 'vitest';
import { text } from '#lib/model/text.ts';
import { fixWords } from './fix-words.ts';

const node = { apiVersion: 'v1', kind: 'Node', namespace: null, name: 'worker-3', uid: null };
const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'ci', name: 'deployer', uid: null };
const failTitle = text('Kubelets let anonymous requests in', 'kubelet 接受匿名请求');
const message = text('10.0.0.3:10250 lists its pods.', '10.0.0.3:10250 列出其 Pod。');

describe('the words of what to fix', () => {
  it('tells what follows, filled with what the finding names', () => {
    const stake = text('{account} may do it', '{account} 可以这样做');
    const finding = { params: { account: 'ci/deployer' }, resource: account };
    expect(fixWords({ finding, control: { failTitle, stake }, message }, 'zh-CN')).toEqual({
      what: 'kubelet 接受匿名请求',
      why: 'ci/deployer 可以这样做',
      name: 'deployer',
      namespace: 'ci',
      port: null,
      kind: 'ServiceAccount',
    });
  });

  it('tells the finding itself where the check was stored without a stake', () => {
    const finding = { params: { port: 10250 }, resource: node };
    expect(fixWords({ finding, control: { failTitle }, message }, 'en')).toMatchObject({
      why: '10.0.0.3:10250 lists its pods.',
      name: 'worker-3',
      namespace: null,
      port: 10250,
    });
  });

  it('gives no port to a place that is no node', () => {
    const finding = { params: { port: 443 }, resource: account };
    expect(fixWords({ finding, control: { failTitle }, message }, 'en').port).toBeNull();
  });
});
