import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { missingPlatforms, type LockFile } from './lock-platforms.ts';

describe('missingPlatforms', () => {
  it('names the package of another platform that is asked for and not there, and not the one that is', () => {
    const lock: LockFile = {
      packages: {
        '': {},
        'node_modules/tool': {
          version: '1.0.0',
          optionalDependencies: { '@tool/linux-x64-musl': '1.0.0', '@tool/darwin-arm64': '1.0.0' },
        },
        'node_modules/tool/node_modules/@tool/darwin-arm64': { version: '1.0.0', optional: true },
      },
    };
    expect(missingPlatforms(lock)).toEqual({
      'node_modules/@tool/linux-x64-musl': {
        version: '1.0.0',
        os: ['linux'],
        cpu: ['x64'],
        libc: ['musl'],
        optional: true,
      },
    });
  });

  it('finds none in package-lock.json; write-lock-platforms.ts adds them', () => {
    const path = fileURLToPath(new URL('../../../package-lock.json', import.meta.url));
    expect(missingPlatforms(JSON.parse(readFileSync(path, 'utf8')) as LockFile)).toEqual({});
  });
});
