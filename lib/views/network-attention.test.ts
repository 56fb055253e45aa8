import { describe, expect, it } from 'vitest';
import type { NetworkFindingKind } from '#lib/model/network-finding.ts';
import { text } from '#lib/model/text.ts';
import { networkAttention } from './network-attention.ts';

type Told = Parameters<typeof networkAttention>[0][number];

function told(kind: NetworkFindingKind, parts: Partial<Told> = {}): Told {
  const sentence = text(`${kind} it is`, `${kind} 如此`);
  return {
    kind,
    standing: 'wrong',
    policy: null,
    namespace: null,
    workloads: [],
    count: 0,
    sentence,
    ...parts,
  };
}

const NOTHING_ASKED = { kind: null, page: 1 };

describe('what needs attention', () => {
  it('stands with the worst first, counted by workloads where it is about workloads', () => {
    const { groups } = networkAttention(
      [
        told('rule-changes-nothing'),
        told('default-deny', { namespace: 'shop' }),
        told('default-deny', { namespace: 'data' }),
        told('etcd-reachable', { workloads: ['shop/web[Deployment]'], count: 12 }),
      ],
      NOTHING_ASKED,
      'en',
    );
    expect(groups.map(({ kind, severity, count }) => `${severity} ${count} ${kind}`)).toEqual([
      'high 12 etcd-reachable',
      'medium 2 default-deny',
      'info 1 rule-changes-nothing',
    ]);
    expect(groups[0]?.page.rows[0]).toMatchObject({
      sentence: 'etcd-reachable it is',
      workloads: [{ namespace: 'shop', name: 'web', kind: 'Deployment' }],
      more: 11,
    });
  });

  it('is none of what holds or cannot be told; closed namespaces are not told one by one', () => {
    const { groups, fine, unknown } = networkAttention(
      [
        told('etcd-reachable', { standing: 'fine' }),
        told('kubelet-reachable', { standing: 'unknown' }),
        told('default-deny', { standing: 'fine' }),
      ],
      NOTHING_ASKED,
      'zh-CN',
    );
    expect(groups).toEqual([]);
    expect(fine).toEqual(['etcd-reachable 如此']);
    expect(unknown).toEqual(['kubelet-reachable 如此']);
  });

  it('shows the first rows of a kind, and pages of the one that is asked for', () => {
    const many = Array.from({ length: 60 }, (_, at) => told('default-deny', { namespace: `ns-${at}` }));
    const [short] = networkAttention(many, NOTHING_ASKED, 'en').groups;
    expect(short).toMatchObject({ isAsked: false, page: { total: 60, to: 5 } });
    const [whole] = networkAttention(many, { kind: 'default-deny', page: 3 }, 'en').groups;
    expect(whole).toMatchObject({ isAsked: true, page: { page: 3, pages: 3, from: 51, to: 60 } });
  });
});
