import { describe, expect, it } from 'vitest';
import { reachedBehind, wayRows, type OutsideWay } from './outside-ways.ts';

function way(parts: Partial<OutsideWay>): OutsideWay {
  const target = parts.target ?? 'shop/web[Deployment]';
  return {
    way: 'LoadBalancer',
    entrance: 'shop/web',
    port: '443/TCP',
    target,
    steps: [{ from: 'internet', to: target, port: '8443/TCP', verdict: parts.verdict ?? 'allowed' }],
    verdict: 'allowed',
    sources: null,
    isUnguarded: false,
    ...parts,
  };
}

describe('the workloads behind a service', () => {
  const behind = reachedBehind([
    way({ target: 'shop/api[Deployment]', verdict: 'denied' }),
    way({ port: '443/TCP' }),
    way({ port: '80/TCP', steps: [{ from: 'internet', to: '', port: '8080/TCP', verdict: 'allowed' }] }),
    way({ way: 'NodePort', port: '30443/TCP', verdict: 'unknown' }),
  ]);

  it('are those of that way to publish it, the reached ones first, each with its ports', () => {
    expect(behind('shop/web', 'LoadBalancer')).toEqual([
      {
        name: 'shop/web',
        kind: 'Deployment',
        ports: ['8443/TCP', '8080/TCP'],
        verdict: 'allowed',
        isUnguarded: false,
      },
      { name: 'shop/api', kind: 'Deployment', ports: ['8443/TCP'], verdict: 'denied', isUnguarded: false },
    ]);
    expect(behind('shop/web', 'NodePort').map(({ verdict }) => verdict)).toEqual(['unknown']);
  });

  it('are none where nothing stands behind it', () => {
    expect(behind('shop/web', 'externalIPs')).toEqual([]);
  });
});

describe('ways in that are no services', () => {
  it('tell where policies stop them, and whether anybody serves them', () => {
    const ingress = { way: 'Ingress', target: 'shop/web:80' };
    const { rows, total } = wayRows(
      [
        way({}),
        way({ ...ingress, entrance: 'Ingress shop/dark', steps: [], verdict: 'unknown' }),
        way({
          ...ingress,
          entrance: 'Ingress shop/shut',
          verdict: 'denied',
          steps: [
            { from: 'internet', to: 'edge/nginx', port: '443/TCP', verdict: 'allowed' },
            { from: 'edge/nginx', to: 'svc:shop/web', port: '80/TCP', verdict: 'denied' },
          ],
        }),
        way({ way: 'hostPort', entrance: 'edge/node-x', target: 'edge/node[DaemonSet]' }),
      ],
      1,
      10,
    );
    expect(total).toBe(3);
    expect(rows.map(({ entrance, verdict }) => `${verdict} ${entrance}`)).toEqual([
      'allowed edge/node-x',
      'unknown Ingress shop/dark',
      'denied Ingress shop/shut',
    ]);
    expect(rows.map(({ isUnserved }) => isUnserved)).toEqual([false, true, false]);
    expect(rows.map(({ namespaces: { from, to } }) => `${from} ${to}`)).toEqual([
      'edge edge',
      'shop shop',
      'edge shop',
    ]);
    expect(rows[2]?.stop).toEqual({ from: 'edge/nginx', to: 'svc:shop/web' });
  });
});
