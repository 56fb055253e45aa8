import { describe, expect, it } from 'vitest';
import { scanItem, type ListedScan } from './scan-item.ts';

const scan: ListedScan = {
  id: 'a1',
  status: 'partial',
  profile: 'standard',
  queuedAt: '2026-03-01T10:00:00.000Z',
  startedAt: '2026-03-01T10:00:01.000Z',
  finishedAt: '2026-03-01T10:00:04.500Z',
  score: 58.6,
  grade: 'D',
  counts: { critical: 1, high: 0, medium: 0, low: 0, info: 0 },
  gaps: 2,
};
const cluster = { name: 'prod', demo: false };

describe('scanItem', () => {
  it('counts findings of a scan with a result', () => {
    expect(scanItem(scan, cluster, 'en')).toMatchObject({ score: 58, took: '3.5s', counts: { critical: 1 } });
  });

  it.each(['queued', 'running', 'cancelled', 'failed', 'lost'] as const)(
    'does not read %s as no findings',
    (status) => {
      expect(scanItem({ ...scan, status }, cluster, 'en').counts).toBeNull();
    },
  );

  it('tells no duration before the end, and takes the time of queuing before the start', () => {
    const item = scanItem({ ...scan, startedAt: null, finishedAt: null }, cluster, 'en');
    expect(item).toMatchObject({ took: null, at: scan.queuedAt });
  });
});
