import { describe, expect, it } from 'vitest';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';
import { exposureServices, type OutsideService } from './exposure-services.ts';

function service(name: string, ...severities: readonly Severity[]): OutsideService {
  return {
    ref: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name, uid: null },
    by: 'NodePort',
    ports: ['30080/TCP'],
    addresses: [],
    isLimited: false,
    isFrontDoor: false,
    sources: [],
    findings: severities.map((severity) => ({
      fingerprint: `${name}-${severity}`,
      severity,
      title: text('Reachable', '可访问'),
    })),
  };
}

describe('exposureServices', () => {
  const services = [service('b'), service('a', 'low'), service('c', 'high', 'low')];

  it('puts the worst first and what has no finding last', () => {
    const { rows } = exposureServices(services, { page: 1, pageSize: 10, reachedBy: null }, 'zh-CN');
    expect(rows.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
    expect(rows[0]).toMatchObject({ finding: { fingerprint: 'c-high', title: '可访问' }, more: 1 });
    expect(rows[2]).toMatchObject({ finding: null, more: 0 });
  });

  it('cuts pages and keeps within them', () => {
    const cut = exposureServices(services, { page: 7, pageSize: 2, reachedBy: null }, 'en');
    expect(cut).toMatchObject({ page: 2, pages: 2, total: 3 });
    expect(cut.rows.map(({ name }) => name)).toEqual(['b']);
  });
});
