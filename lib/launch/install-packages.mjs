import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Interrupted, runToEnd } from './run-to-end.mjs';
import { notice, SetUpError } from './set-up-error.mjs';

/** Installs what the lock file says, unless exactly that is there already. @param {string} root */
export async function installPackages(root) {
  const wanted = lockHash(root);
  const stamp = join(root, 'node_modules/.merlon-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalled(root)) await install();
  writeFileSync(stamp, wanted);
}

/** @param {string} root */
function lockHash(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\0`);
  for (const name of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

/**
 * npm keeps what it installed in a lock file of its own: a folder that someone filled by hand with the right
 * packages is not emptied and filled again.
 * @param {string} root
 */
function isInstalled(root) {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const present = packagesOf(hidden);
  const wanted = packagesOf(join(root, 'package-lock.json'));
  delete wanted[''];
  const complete = Object.entries(wanted).every(([path, entry]) => {
    const found = present[path];
    return found === undefined ? entry.optional === true : found.version === entry.version;
  });
  return complete && Object.keys(present).every((path) => path in wanted);
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

async function install() {
  notice(
    'Installing the packages that package-lock.json names (about a minute the first time).',
    '正在安装 package-lock.json 中列出的软件包（首次约需一分钟）。',
  );
  // npm's script runs put the packages' own programs, Node 24 among them, first in PATH: npm is about to
  // delete those, so it must not run on them.
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);
  const code = await runToEnd(
    'npm',
    // Every package works without its install scripts, and nobody's scripts run unasked. The optional ones
    // hold Node 24, the development ones the build, whatever the user's npm settings leave out.
    // npm warns of each package that is for Node 24 while it runs on an older one; its errors are still told.
    [
      'ci',
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    { setUp: true, env: { PATH: path, NODE_ENV: 'development' } },
  ).catch((error) => {
    if (error instanceof Interrupted) throw error;
    return 127;
  });
  if (code === 0) return;
  throw new SetUpError(
    code === 127
      ? 'Merlon needs npm to install its packages, and there is no npm in PATH.'
      : `Merlon could not install its packages: npm ci ended with code ${code}, and its lines above say why.`,
    code === 127
      ? 'Merlon 需要 npm 来安装软件包，但 PATH 中没有 npm。'
      : `Merlon 无法安装软件包：npm ci 以代码 ${code} 退出，原因见上方输出。`,
  );
}
