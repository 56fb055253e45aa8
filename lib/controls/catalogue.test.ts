import { existsSync, globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FRAMEWORK_IDS } from '#lib/facts/framework-ids.ts';
import type { Text } from '#lib/model/text.ts';
import knownIds from './catalogue-ids.json' with { type: 'json' };
import type { AnyControl } from './define-control.ts';
import { CONTROLS } from './index.ts';

const here = import.meta.dirname;
const sources = globSync('*/*.ts', { cwd: here }).filter((file) => !file.endsWith('.test.ts'));

/** Files of the areas that hold a control, by the control's id; the others hold what controls share. */
async function controlFiles(): Promise<Map<string, string>> {
  const found = await Promise.all(
    sources.map(async (file) => {
      const exports = (await import(`./${dirname(file)}/${basename(file, '.ts')}.ts`)) as object;
      return Object.values(exports)
        .filter(isControl)
        .map((control): [string, string] => [control.id, file]);
    }),
  );
  return new Map(found.flat());
}

function isControl(value: unknown): value is AnyControl {
  return typeof value === 'object' && value !== null && 'evaluate' in value && 'needs' in value;
}

function textsOf(control: AnyControl): Record<string, Text> {
  const { title, failTitle, description, remediation, messages } = control;
  return { title, failTitle, description, remediation: remediation.text, ...messages };
}

function isWellFormed(name: string, { en, 'zh-CN': zh }: Text): boolean {
  const isTitle = name === 'title' || name === 'failTitle';
  const endsWell = isTitle
    ? /[^.\s]$/.test(en) && /[^。\s]$/.test(zh)
    : en.endsWith('.') && zh.endsWith('。');
  return endsWell && /\p{Script=Han}/u.test(zh) && !en.includes('  ') && !zh.includes('  ');
}

describe('catalogue', () => {
  const ids = CONTROLS.map((control) => control.id);

  it('lists every control of the tree, and nothing else, in the order of ids', async () => {
    expect(ids).toEqual([...(await controlFiles()).keys()].toSorted());
  });

  it('names each id and alias once', () => {
    const names = CONTROLS.flatMap((control) => [control.id, ...control.aliases]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('keeps every id it ever had, as an id or an alias: stored findings name them', () => {
    const names = new Set(CONTROLS.flatMap((control) => [control.id, ...control.aliases]));
    expect(knownIds.filter((id) => !names.has(id))).toEqual([]);
    expect(ids.filter((id) => !knownIds.includes(id))).toEqual([]);
  });
});

describe.each(CONTROLS.map((control) => ({ id: control.id, control })))('$id', ({ id, control }) => {
  it('stands in a file of its own name, in the folder of its category, with a test beside it', async () => {
    const file = (await controlFiles()).get(id);
    expect(file).toBe(`${control.category}/${id}.ts`);
    expect(existsSync(`${here}/${control.category}/${id}.test.ts`)).toBe(true);
  });

  it('declares what it needs', () => {
    expect(Object.keys(control.needs)).not.toEqual([]);
  });

  it('refers to frameworks by ids they have', () => {
    expect(control.frameworks.length).toBeGreaterThan(0);
    expect(control.frameworks.filter((ref) => !FRAMEWORK_IDS[ref.framework].includes(ref.id))).toEqual([]);
    const cis = control.frameworks.filter((ref) => ref.framework === 'cis-k8s');
    expect(cis.filter((ref) => ref.version !== '1.12')).toEqual([]);
  });

  it('says everything in both languages, sentences ended and titles not', () => {
    expect(Object.entries(textsOf(control)).filter(([name, each]) => !isWellFormed(name, each))).toEqual([]);
  });
});
