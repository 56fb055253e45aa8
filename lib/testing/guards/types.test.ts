import { afterAll, expect, it } from 'vitest';
import { scratchProject } from './scratch-project.ts';

const project = scratchProject('types');
afterAll(() => project.remove());

it('the type checker reports each lie, and none of the near-misses beside it', () => {
  const { output } = project.run('tsc', ['--noEmit', '--pretty', 'false', '-p', '.']);
  const errors = output
    .split('\n')
    .flatMap((line) => /^(\S+\.ts)\((\d+),\d+\): error (TS\d+)/.exec(line)?.slice(1).join(' ') ?? []);
  expect(errors.toSorted()).toEqual([
    'lib/model/erased.ts 1 TS1484',
    'lib/model/erased.ts 3 TS1294',
    'lib/model/implicit-any.ts 1 TS7006',
    'lib/model/inexact-optional.ts 5 TS2375',
    'lib/model/null-lie.ts 1 TS2322',
    'lib/model/unchecked-index.ts 1 TS2322',
  ]);
});
