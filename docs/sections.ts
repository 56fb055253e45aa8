import { clusterRoleYaml } from '#lib/collect/cluster-role.ts';
import { extraRules, readRules } from '#lib/collect/read-rules.ts';
import { SETTINGS } from '#lib/env.ts';
import type { Locale } from '#lib/model/text.ts';

const heads: Record<Locale, readonly string[]> = {
  en: ['Variable', 'Default', 'What it does'],
  'zh-CN': ['变量', '默认值', '作用'],
};

function settingsTable(locale: Locale): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = SETTINGS.map(({ name, preset, purpose }) =>
    row([
      `\`${name}\``,
      preset === '' ? '' : `\`${preset}\``,
      purpose[locale].replaceAll('|', String.raw`\|`),
    ]),
  );
  return [row(heads[locale]), row(['---', '---', '---']), ...rows].join('\n');
}

const yamlBlock = (yaml: string): string => `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;

/** The parts of a README that are made from the code, by the name that stands in their markers. */
export const sections: Readonly<Record<string, (locale: Locale) => string>> = {
  settings: settingsTable,
  'cluster-role': () => yamlBlock(clusterRoleYaml('merlon', readRules('standard'))),
  'cluster-role-secret-names': () =>
    yamlBlock(clusterRoleYaml('merlon-secret-names', extraRules('secret-names'))),
};
