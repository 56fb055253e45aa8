import { existsSync, globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FRAMEWORK_IDS } from '#lib/facts/framework-ids.ts';
import { text } from '#lib/model/text.ts';
import { catalogueProblems, type CatalogueFile } from '#lib/testing/catalogue-problems.ts';
import knownIds from './catalogue-ids.json' with { type: 'json' };
import type { AnyControl } from './define-control.ts';
import { CONTROLS } from './index.ts';

const here = import.meta.dirname;
const sources = globSync('*/*.ts', { cwd: here }).filter((file) => !file.endsWith('.test.ts'));

/** Files of the areas that hold a control; the others hold what controls share. */
async function controlFiles(): Promise<CatalogueFile[]> {
  const found = await Promise.all(
    sources.map(async (file) => {
      const area = dirname(file);
      const name = basename(file, '.ts');
      const exported = (await import(`./${area}/${name}.ts`)) as object;
      const hasTest = existsSync(`${here}/${area}/${name}.test.ts`);
      return Object.values(exported)
        .filter(isControl)
        .map((control): CatalogueFile => ({ file, control, hasTest }));
    }),
  );
  return found.flat();
}

function isControl(value: unknown): value is AnyControl {
  return typeof value === 'object' && value !== null && 'evaluate' in value && 'needs' in value;
}

describe('catalogue', () => {
  it('is whole: list, tree, ids, texts and references agree', async () => {
    const files = await controlFiles();
    const frameworkIds = FRAMEWORK_IDS;
    expect(catalogueProblems({ listed: CONTROLS, files, knownIds, frameworkIds })).toEqual([]);
  });

  it('reports everything wrong with a bad one', async () => {
    const [first, second, ...others] = await controlFiles();
    if (first === undefined || second === undefined) throw new Error('a catalogue of at least two');
    const bad: AnyControl = {
      ...first.control,
      id: 'Bad',
      aliases: [second.control.id],
      title: text('Ends in a stop.', '标题'),
      stake: text('Whoever reaches {nowhere} has it', '能访问它的人就拥有它'),
      description: text('Is in one language.', 'Is in one language。'),
      needs: {},
      frameworks: [
        { framework: 'cis-k8s', id: '9.9.9' },
        { framework: 'measures', id: 'S99' },
      ],
    };
    const problems = catalogueProblems({
      listed: [second.control, bad],
      files: [
        second,
        ...others.slice(0, 1),
        { file: 'rbac/bad.ts', control: { ...bad, category: 'data' }, hasTest: false },
      ],
      knownIds: [second.control.id, 'gone'],
      frameworkIds: FRAMEWORK_IDS,
    });
    expect(problems).toEqual([
      `${others[0]?.control.id ?? ''}: in the tree, not in the list`,
      'Bad: out of order',
      `${second.control.id}: named twice`,
      'gone: gone from the catalogue',
      'Bad: not in the list of known ids',
      'Bad: stands in rbac/bad.ts, not in data/Bad.ts',
      'Bad: has no test',
      'Bad: stake names {nowhere}, which not every message has',
      'Bad: title is empty, ends in a stop or lacks a language',
      'Bad: description is empty, does not end or lacks a language',
      'Bad: cis-k8s has no 9.9.9',
      'Bad: measures has no S99',
      'Bad: CIS 9.9.9 without the version of the benchmark',
      'Bad: needs nothing',
    ]);
  });
});
