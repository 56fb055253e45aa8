import { describe, expect, it } from 'vitest';
import { checkNeeds } from './check-needs.ts';

describe('what a check needs', () => {
  it('names resources as rules do, each once', () => {
    expect(checkNeeds(['clusterRoles', 'pods', 'pods'])).toEqual({
      lists: ['clusterroles', 'pods'],
      paths: [],
      probes: false,
    });
  });

  it('tells addresses and probes apart from resources', () => {
    expect(checkNeeds(['version', 'probes', 'nodes'])).toEqual({
      lists: ['nodes'],
      paths: ['/version'],
      probes: true,
    });
  });
});
