import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { lintFences } from './lint-fences.ts';
import { scratchProject, type ScratchProject } from './scratch-project.ts';

const rules = scratchProject('lint');
const fences = scratchProject('boundaries');
afterAll(() => {
  rules.remove();
  fences.remove();
});

interface Report {
  diagnostics: { filename: string; code: string; severity: string; labels: { span: { line: number } }[] }[];
}

function reported(project: ScratchProject, folders: string[]): string[] {
  const { output } = project.run('oxlint', ['--type-aware', '-f', 'json', ...folders]);
  const { diagnostics } = JSON.parse(output) as Report;
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ filename, code, labels }) => `${filename}:${labels[0]?.span.line} ${code}`)
    .toSorted();
}

describe('the lint rules', () => {
  it('report each bad example, and none of the near-misses beside it', () => {
    expect(reported(rules, ['lib', 'components'])).toEqual([
      'components/table/function-121.tsx:1 eslint(max-lines-per-function)',
      'lib/engine/BadName.ts:1 unicorn(filename-case)',
      'lib/engine/any-value.ts:1 typescript(no-explicit-any)',
      'lib/engine/complexity-13.ts:1 eslint(complexity)',
      'lib/engine/default-export.ts:3 import(no-default-export)',
      'lib/engine/floating-promise.ts:4 typescript(no-floating-promises)',
      'lib/engine/four-params.ts:1 eslint(max-params)',
      'lib/engine/function-61.ts:1 eslint(max-lines-per-function)',
      'lib/engine/inexhaustive-switch.ts:4 typescript(switch-exhaustiveness-check)',
      'lib/engine/lines-301.ts:301 eslint(max-lines)',
      'lib/engine/misused-promise.ts:3 typescript(no-misused-promises)',
      'lib/engine/non-null.ts:1 typescript(no-non-null-assertion)',
      'lib/engine/skipped.test.ts:3 vitest(no-focused-tests)',
      'lib/engine/two-up.ts:1 eslint(no-restricted-imports)',
      'lib/engine/value-import-of-type.ts:1 typescript(consistent-type-imports)',
    ]);
  });
});

describe('the lint fences', () => {
  it('report wrong folders, packages and modules of Node, relative climbs and cycles aside', () => {
    expect(reported(fences, ['lib', 'components', 'app'])).toEqual([
      'app/api/scans/route.ts:1 eslint(no-restricted-imports)',
      'components/table/table.tsx:2 eslint(no-restricted-imports)',
      'lib/model/reaches-up.ts:1 eslint(no-restricted-imports)',
      'lib/model/reaches-up.ts:2 eslint(no-restricted-imports)',
      'lib/model/reaches-up.ts:3 eslint(no-restricted-imports)',
      'lib/scans/register.ts:1 eslint(no-restricted-imports)',
      'lib/store/save.test.ts:3 eslint(no-restricted-imports)',
      'lib/store/save.ts:1 eslint(no-restricted-imports)',
    ]);
  });

  it('in .oxlintrc.json are those of the rooms; write-lint-fences.ts brings them there', () => {
    const path = fileURLToPath(new URL('../../../.oxlintrc.json', import.meta.url));
    const { overrides } = JSON.parse(readFileSync(path, 'utf8')) as { overrides: { rules: object }[] };
    expect(overrides.filter(({ rules: inForce }) => 'no-restricted-imports' in inForce)).toEqual(lintFences);
  });
});
