import { afterAll, expect, it } from 'vitest';
import { scratchProject } from './scratch-project.ts';

const project = scratchProject('dead-code');
afterAll(() => project.remove());

interface Report {
  issues: Record<string, unknown>[];
}

it('knip reports the unused file, export and package, and not the used ones', () => {
  const { output, exitCode } = project.run('knip', ['--reporter', 'json']);
  const { issues } = JSON.parse(output) as Report;
  expect(exitCode).not.toBe(0);
  const found = issues.flatMap((issue) => namesIn(issue));
  expect(found.toSorted()).toEqual([
    'dependencies semver',
    'exports unusedExport',
    'files lib/model/unused-file.ts',
  ]);
});

function namesIn(issue: Record<string, unknown>): string[] {
  return Object.entries(issue).flatMap(([kind, entries]) =>
    Array.isArray(entries) ? (entries as { name: string }[]).map(({ name }) => `${kind} ${name}`) : [],
  );
}
