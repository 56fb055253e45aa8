import process from 'node:process';
import { env } from '#lib/env.ts';
import { MerlonError } from '#lib/errors.ts';
import { prepareDatabase } from './prepare-database.ts';

try {
  await prepareDatabase(env().dataDir);
} catch (error) {
  const sentence =
    error instanceof MerlonError ? error.message : `The database cannot be prepared: ${String(error)}`;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
