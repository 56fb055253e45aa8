import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { clusterRoleYaml } from './cluster-role.ts';
import { groupVariants } from './collector.ts';
import { COLLECTORS } from './collectors.ts';
import { extraRules, readRules } from './read-rules.ts';

function resourcesOf(rules: ReturnType<typeof readRules>): string[] {
  return rules.flatMap((rule) => rule.resources ?? []);
}

describe('readRules', () => {
  it('lets list and nothing else', () => {
    const verbs = new Set(readRules('secret-names').flatMap((rule) => rule.verbs));
    expect([...verbs]).toEqual(['list']);
  });

  it('holds every collector of the profile once for each group that may serve it', () => {
    const wanted = COLLECTORS.filter(({ profile }) => profile === undefined).flatMap((collector) =>
      groupVariants(collector).map(({ resource }) => resource),
    );
    expect(resourcesOf(readRules('standard')).toSorted()).toEqual(wanted.toSorted());
  });

  it('opens neither secrets nor the node proxy, and secrets to their profile alone', () => {
    const standard = resourcesOf(readRules('standard'));
    expect(standard).not.toContain('secrets');
    expect(standard.some((resource) => resource.includes('/'))).toBe(false);
    expect(resourcesOf(readRules('secret-names'))).toContain('secrets');
    expect(extraRules('secret-names')).toEqual([
      { apiGroups: [''], resources: ['secrets'], verbs: ['list'] },
    ]);
    expect(extraRules('standard')).toEqual([]);
  });

  it('is written as a ClusterRole that says the same', () => {
    const rules = readRules('standard');
    expect(parse(clusterRoleYaml('merlon', rules))).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'merlon' },
      rules,
    });
  });
});
