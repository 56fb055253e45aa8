import process from 'node:process';

// What a Node that has loaded nothing holds; everything else is loaded after it was read.
const idleBytes = process.memoryUsage.rss();

const [{ buildPermissions }, { benchRbac }] = await Promise.all([
  import('#lib/analysis/rbac/permissions.ts'),
  import('./rbac-objects.ts'),
]);
const permissions = buildPermissions(benchRbac());
for (const resource of ['pods', 'secrets', 'deployments'])
  permissions.whoCan({ verb: 'get', group: '', resource, namespace: 'team-3' });
for (const subject of permissions.subjects()) permissions.rulesOf(subject);
// maxRSS is in KiB.
const aboveIdleMb = (process.resourceUsage().maxRSS * 1024 - idleBytes) / 1e6;
process.stdout.write(`${JSON.stringify({ aboveIdleMb })}\n`);
// It stays until it is ended, as its parent expects.
process.stdin.resume();
