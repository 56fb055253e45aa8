import { readFileSync, writeFileSync } from 'node:fs';
import { missingPlatforms, type LockFile } from './lock-platforms.ts';

const path = 'package-lock.json';
const lock = JSON.parse(readFileSync(path, 'utf8')) as LockFile;
const byPath = Object.entries({ ...lock.packages, ...missingPlatforms(lock) }).toSorted(([a], [b]) =>
  a.localeCompare(b, 'en'),
);
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(byPath) }, null, 2)}\n`);
