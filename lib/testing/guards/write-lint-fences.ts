import { readFileSync, writeFileSync } from 'node:fs';
import { lintFences } from './lint-fences.ts';

// The fences are the overrides that hold `no-restricted-imports`; everything else in the file is written by hand.
const path = '.oxlintrc.json';
const config = JSON.parse(readFileSync(path, 'utf8')) as { overrides: { rules: Record<string, unknown> }[] };
const handwritten = config.overrides.filter((override) => !('no-restricted-imports' in override.rules));
writeFileSync(
  path,
  `${JSON.stringify({ ...config, overrides: [...lintFences, ...handwritten] }, null, 2)}\n`,
);
