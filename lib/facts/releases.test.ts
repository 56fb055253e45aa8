import { describe, expect, it } from 'vitest';
import { parseKubeVersion } from './kube-version.ts';
import { RELEASES, releaseOf, supportedMinors } from './releases.ts';

describe('parseKubeVersion', () => {
  it.each([
    ['v1.36.3', { major: 1, minor: 36, patch: 3, suffix: '' }],
    ['v1.36.3+k3s1', { major: 1, minor: 36, patch: 3, suffix: '+k3s1' }],
    ['v1.29.1-eks-508b6b3', { major: 1, minor: 29, patch: 1, suffix: '-eks-508b6b3' }],
    ['1.28.5-gke.1217000', { major: 1, minor: 28, patch: 5, suffix: '-gke.1217000' }],
    ['v1.30', { major: 1, minor: 30, patch: 0, suffix: '' }],
  ])('%s', (text, version) => {
    expect(parseKubeVersion(text)).toEqual(version);
  });

  it('finds none in what is no version', () => {
    expect(parseKubeVersion('latest')).toBeNull();
  });
});

describe('releases', () => {
  it('are known from 1.0 on without a hole', () => {
    const minors = RELEASES.map(({ minor }) => Number(minor.slice(2)));
    expect(minors).toEqual(minors.map((_, index) => minors.length - 1 - index));
  });

  it('a release is supported on its last day and not on the day after', () => {
    expect(supportedMinors('2026-10-27T23:00:00.000Z')).toContain('1.34');
    expect(supportedMinors('2026-10-28T00:00:00.000Z')).not.toContain('1.34');
  });

  it('nothing is told of a minor that is not in the table', () => {
    expect(releaseOf('1.99')).toBeNull();
  });
});
