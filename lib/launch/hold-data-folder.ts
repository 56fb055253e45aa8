import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MerlonError } from '#lib/errors.ts';

const SQLITE_BUSY = 5;

/** The hold on a data folder; given back by `release`, or by the system when the process ends in any way. */
export interface FolderHold {
  release: () => void;
}

/**
 * Makes the data folder and holds it for this process alone. The hold is SQLite's own file lock: unlike a file
 * with a process id it cannot outlive a crash, and unlike a socket it holds between containers that share the
 * folder. Throws `already-running` or `data-not-writable`.
 */
export function holdDataFolder(dataDir: string): FolderHold {
  try {
    makeFolder(dataDir);
    const lock = new DatabaseSync(join(dataDir, 'instance.lock'));
    lock.exec('BEGIN EXCLUSIVE');
    return { release: () => lock.close() };
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)
      throw alreadyRunning(dataDir);
    throw notWritable(dataDir, error);
  }
}

// Node's own recursive form never returns where a system refuses a new folder as if its parent were missing, as
// below /proc.
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function alreadyRunning(dataDir: string): MerlonError {
  return new MerlonError('already-running', {
    en: `Another Merlon already uses the data folder ${dataDir}; stop it first, or set MERLON_DATA to another folder.`,
    'zh-CN': `另一个 Merlon 正在使用数据目录 ${dataDir}；请先停止它，或将 MERLON_DATA 设为其他目录。`,
  });
}

function notWritable(dataDir: string, cause: unknown): MerlonError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MerlonError(
    'data-not-writable',
    {
      en: `The data folder ${dataDir} cannot be written (${reason}); set MERLON_DATA to a folder that can.`,
      'zh-CN': `无法写入数据目录 ${dataDir}（${reason}）；请将 MERLON_DATA 设为可写的目录。`,
    },
    { cause },
  );
}
