import { clusterRoleYaml } from './cluster-role.ts';
import { extraRules, readRules } from './read-rules.ts';

// Prints the role of every scan, or with `secret-names` the role to bind beside it for that profile.
const [profile] = process.argv.slice(2);
process.stdout.write(
  profile === 'secret-names'
    ? clusterRoleYaml('merlon-secret-names', extraRules('secret-names'))
    : clusterRoleYaml('merlon', readRules('standard')),
);
