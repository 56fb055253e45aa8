import { describe, expect, it } from 'vitest';
import { endedOf, percentOf, type OpenScan, type OverScan } from './open-scan.ts';

const open = (id: string): OpenScan => ({
  id,
  clusterId: 'c1',
  cluster: 'prod',
  status: 'running',
  phase: 'collecting',
  progress: null,
  cancelAsked: false,
});
const over = (id: string): OverScan => ({ id, cluster: 'prod', status: 'done' });

describe('endedOf', () => {
  it.each([
    { name: 'a scan that was followed and is over', followed: ['a'], opened: [], ended: ['a'] },
    { name: 'not one that still runs', followed: ['b'], opened: ['b'], ended: [] },
    { name: 'not one that ended before the page was there', followed: [], opened: ['b'], ended: [] },
    { name: 'not one nobody knows any more', followed: ['gone'], opened: [], ended: [] },
  ])('is $name', ({ followed, opened, ended }) => {
    const told = { open: opened.map(open), over: [over('a'), over('old')] };
    expect(endedOf(new Set(followed), told).map(({ id }) => id)).toEqual(ended);
  });
});

describe('percentOf', () => {
  it.each([
    { name: 'begins at nothing', done: 0, total: 3, percent: 0 },
    { name: 'is not done before it is', done: 199, total: 200, percent: 99 },
    { name: 'ends at all', done: 3, total: 3, percent: 100 },
    { name: 'never goes past the end', done: 4, total: 3, percent: 100 },
  ])('$name', ({ done, total, percent }) => {
    expect(percentOf({ done, total })).toBe(percent);
  });
});
