import { describe, expect, it } from 'vitest';
import { licenseGroups } from './license-groups.ts';

const one = (name: string, license: string | null) => ({ name, license, version: '1.0.0' });

describe('licences', () => {
  it('come with the most used first and those without one last', () => {
    const groups = licenseGroups([
      one('a', null),
      one('b', null),
      one('c', 'ISC'),
      one('d', 'MIT'),
      one('e', 'MIT'),
    ]);
    expect(groups.map(({ license, packages }) => [license, packages.length])).toEqual([
      ['MIT', 2],
      ['ISC', 1],
      [null, 2],
    ]);
  });
});
