import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { scratchProject } from './scratch-project.ts';

const configuration = fileURLToPath(new URL('dependency-cruiser.mjs', import.meta.url));
const project = scratchProject('boundaries');
afterAll(() => project.remove());

interface Report {
  summary: { violations: { rule: { name: string; severity: string }; from: string; to: string }[] };
}

function violations(): string[] {
  const folders = ['app', 'components', 'lib'];
  const { output } = project.run('depcruise', ['--config', configuration, '-T', 'json', ...folders]);
  const { summary } = JSON.parse(output) as Report;
  return summary.violations
    .filter(({ rule }) => rule.severity === 'error')
    .map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to.replace(/^.*node_modules\//, '')}`)
    .toSorted();
}

describe('the boundaries', () => {
  it('report each wrong import and nothing else', () => {
    expect(violations()).toEqual([
      'app/api: app/api/scans/route.ts -> lib/kube/client.ts',
      'components/<domain> (types only): components/table/table.tsx -> lib/views/rows.ts',
      'components/<domain>: components/table/table.tsx -> lib/store/save.ts',
      'cycle: lib/model/first.ts -> lib/model/second.ts',
      'folder without a row: lib/stray/anything.ts -> lib/kube/client.ts',
      'lib/model: lib/model/climbs.ts -> lib/kube/client.ts',
      'lib/model: lib/model/reaches-up.ts -> fs',
      'lib/model: lib/model/reaches-up.ts -> lib/kube/client.ts',
      'lib/model: lib/model/reaches-up.ts -> yaml/dist/index.d.ts',
      'lib/scans: lib/scans/register.ts -> lib/kube/client.ts',
      'lib/store (tests): lib/store/save.test.ts -> lib/kube/client.ts',
      'lib/store: lib/store/save.ts -> #lib/store/not-there.ts',
      'lib/store: lib/store/save.ts -> @kubernetes/client-node/dist/index.js',
    ]);
  });

  it('fail the run', () => {
    expect(project.run('depcruise', ['--config', configuration, 'lib']).exitCode).not.toBe(0);
  });
});
