import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SetUpError } from './set-up-error.mjs';

const least = 24;

/** Returns the path of a Node 24: the running one, or the one among the packages. @param {string} root */
export function findNode(root) {
  if (majorOf(process.version) >= least) return process.execPath;
  const packaged = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  // Asked, not only looked for: on a system with another C library the file is there and does not run.
  const answer = spawnSync(packaged, ['--version'], { encoding: 'utf8' });
  if (answer.status === 0 && majorOf(answer.stdout) >= least) return packaged;
  throw new SetUpError(
    `Merlon runs on Node ${least}; this is ${process.version}, and for ${process.platform} on ${process.arch} none comes with the packages: install Node ${least} and start again.`,
    `Merlon 需要 Node ${least}；当前为 ${process.version}，且软件包中没有适用于 ${process.platform} ${process.arch} 的版本：请安装 Node ${least} 后重新启动。`,
  );
}

/** @param {string} version */
const majorOf = (version) => Number.parseInt(version.replace(/^v/, ''), 10);
