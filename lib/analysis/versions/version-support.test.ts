import { describe, expect, it } from 'vitest';
import { RELEASES } from '#lib/facts/releases.ts';
import { versionSupportOf } from './version-support.ts';

const release = RELEASES.find(({ minor }) => minor === '1.30');
const end = release?.endOfLife ?? '';
const nextDay = new Date(Date.parse(end) + 86_400_000).toISOString();

describe('versionSupportOf', () => {
  it('supports a minor through its last day and not beyond', () => {
    expect(versionSupportOf('v1.30.2', `${end}T23:00:00.000Z`)).toMatchObject({
      state: 'supported',
      endOfLife: end,
    });
    expect(versionSupportOf('v1.30.2', nextDay)).toMatchObject({ state: 'ended' });
  });

  it('leaves a provider’s own build to its provider', () => {
    expect(versionSupportOf('v1.30.2-eks-2d5f260', nextDay)).toMatchObject({ state: 'provider' });
  });

  it.each(['', 'v9.99.0', 'latest'])('knows nothing of "%s"', (version) => {
    expect(versionSupportOf(version, nextDay)).toEqual({ version, state: 'unknown', endOfLife: null });
  });
});
