import process from 'node:process';
import { env } from '#lib/env.ts';
import { MerlonError } from '#lib/errors.ts';
import { prepareDatabase } from './prepare-database.ts';

try {
  await prepareDatabase(env().dataDir);
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof MerlonError)) return `The database cannot be prepared: ${String(error)}`;
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return error.text[/^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh-CN' : 'en'];
}
