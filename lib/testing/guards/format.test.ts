import { afterAll, expect, it } from 'vitest';
import { scratchProject } from './scratch-project.ts';

const project = scratchProject('format');
afterAll(() => project.remove());

it('the formatter reports the untidy file and not the tidy one', () => {
  const { output, exitCode } = project.run('oxfmt', ['--list-different', 'lib']);
  expect(output.trim().split('\n')).toEqual(['lib/model/untidy.ts']);
  expect(exitCode).not.toBe(0);
});
