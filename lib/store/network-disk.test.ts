import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import type * as promises from 'node:fs/promises';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { databasePath } from './open-store.ts';
import { prepareDatabase } from './prepare-database.ts';

// A test cannot mount a network disk, so the system's answer about the folder is put in its place.
vi.mock('node:fs/promises', async (load) => ({
  ...(await load<typeof promises>()),
  statfs: vi.fn<typeof statfs>(),
}));

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'merlon-disk-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function answerWith(type: number): void {
  vi.mocked(statfs).mockResolvedValue({ type } as Awaited<ReturnType<typeof statfs>>);
}

describe('a data folder', () => {
  it.each([
    { disk: 'NFS', type: 0x6969 },
    { disk: 'SMB 2', type: 0xfe534d42 },
  ])('on $disk is refused before a database is made there', async ({ type }) => {
    answerWith(type);
    await expect(prepareDatabase(dataDir)).rejects.toMatchObject({ code: 'data-on-network' });
    expect(existsSync(databasePath(dataDir))).toBe(false);
  });

  it('on a local disk (ext4) is taken', async () => {
    answerWith(0xef53);
    await prepareDatabase(dataDir);
    expect(existsSync(databasePath(dataDir))).toBe(true);
  });
});
