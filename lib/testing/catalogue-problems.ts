import type { AnyControl } from '#lib/controls/define-control.ts';
import type { Framework } from '#lib/model/control.ts';
import type { Text } from '#lib/model/text.ts';

/** A control as it stands in the tree. */
export interface CatalogueFile {
  /** Path below the folder of controls. */
  readonly file: string;
  readonly control: AnyControl;
  readonly hasTest: boolean;
}

/** Everything the catalogue is held against. */
export interface Catalogue {
  readonly listed: readonly AnyControl[];
  readonly files: readonly CatalogueFile[];
  /** Every id ever published. */
  readonly knownIds: readonly string[];
  readonly frameworkIds: Readonly<Record<Framework, readonly string[]>>;
}

/** Returns what is wrong with a catalogue, one sentence each; nothing where all is well. */
export function catalogueProblems(catalogue: Catalogue): string[] {
  return [
    ...listProblems(catalogue),
    ...idProblems(catalogue),
    ...catalogue.files.flatMap(fileProblems),
    ...catalogue.listed.flatMap((control) => [
      ...textProblems(control),
      ...frameworkProblems(control, catalogue.frameworkIds),
      ...(Object.keys(control.needs).length === 0 ? [`${control.id}: needs nothing`] : []),
    ]),
  ];
}

function listProblems({ listed, files }: Catalogue): string[] {
  const ids = listed.map(({ id }) => id);
  const inTree = files.map(({ control }) => control.id);
  return [
    ...inTree.filter((id) => !ids.includes(id)).map((id) => `${id}: in the tree, not in the list`),
    ...ids.filter((id) => !inTree.includes(id)).map((id) => `${id}: in the list, not in the tree`),
    ...ids.filter((id, index) => id < (ids[index - 1] ?? '')).map((id) => `${id}: out of order`),
  ];
}

function idProblems({ listed, knownIds }: Catalogue): string[] {
  const names = listed.flatMap(({ id, aliases }) => [id, ...aliases]);
  return [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name}: named twice`),
    // Stored findings name their control: an id may become an alias, never vanish.
    ...knownIds.filter((id) => !names.includes(id)).map((id) => `${id}: gone from the catalogue`),
    ...listed
      .filter(({ id }) => !knownIds.includes(id))
      .map(({ id }) => `${id}: not in the list of known ids`),
  ];
}

function fileProblems({ file, control: { id, category }, hasTest }: CatalogueFile): string[] {
  return [
    ...(file === `${category}/${id}.ts` ? [] : [`${id}: stands in ${file}, not in ${category}/${id}.ts`]),
    ...(hasTest ? [] : [`${id}: has no test`]),
  ];
}

function frameworkProblems({ id, frameworks }: AnyControl, known: Catalogue['frameworkIds']): string[] {
  return [
    ...(frameworks.length === 0 ? [`${id}: refers to no framework`] : []),
    ...frameworks
      .filter((ref) => !known[ref.framework].includes(ref.id))
      .map((ref) => `${id}: ${ref.framework} has no ${ref.id}`),
    ...frameworks
      .filter((ref) => ref.framework === 'cis-k8s' && ref.version === undefined)
      .map((ref) => `${id}: CIS ${ref.id} without the version of the benchmark`),
  ];
}

function textProblems(control: AnyControl): string[] {
  const { id, title, failTitle, stake, description, remediation, messages } = control;
  const titles = Object.entries({ title, failTitle, ...(stake && { stake }) }).filter(
    ([, each]) => !isTitle(each),
  );
  const sentences = Object.entries({ description, remediation: remediation.text, ...messages }).filter(
    ([, each]) => !isSentence(each),
  );
  return [
    ...stakeProblems(control),
    ...titles.map(([name]) => `${id}: ${name} is empty, ends in a stop or lacks a language`),
    ...sentences.map(([name]) => `${id}: ${name} is empty, does not end or lacks a language`),
  ];
}

/** A stake fills one line of a list, whichever message the finding has. */
const STAKE_FITS = 84;

function stakeProblems({ id, stake, messages }: AnyControl): string[] {
  if (stake === undefined) return [];
  const named = [...`${stake.en} ${stake['zh-CN']}`.matchAll(/\{\w+\}/g)].map(([name]) => name);
  const lost = named.filter((name) => Object.values(messages).some(({ en }) => !en.includes(name)));
  return [
    ...(stake.en.length > STAKE_FITS ? [`${id}: stake is longer than a line`] : []),
    ...lost.map((name) => `${id}: stake names ${name}, which not every message has`),
  ];
}

function isTitle({ en, 'zh-CN': zh }: Text): boolean {
  return /[^.\s]$/.test(en) && /[^。\s]$/.test(zh) && isChinese(zh);
}

function isSentence({ en, 'zh-CN': zh }: Text): boolean {
  return en.endsWith('.') && zh.endsWith('。') && isChinese(zh);
}

function isChinese(value: string): boolean {
  return /\p{Script=Han}/u.test(value);
}
