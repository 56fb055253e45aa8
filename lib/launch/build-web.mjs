import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './run-to-end.mjs';
import { notice, SetUpError } from './set-up-error.mjs';

const folders = ['app', 'components', 'lib', 'prisma', 'public'];
const rootFile =
  /^(package(-lock)?\.json|tsconfig\.json|[\w.-]+\.config\.(ts|mjs)|proxy\.ts|instrumentation[\w.-]*\.ts)$/;
// These never enter a page: a change there must not cost a build.
const apart = /(^|\/)node_modules\/|\.test\.tsx?$|^lib\/(testing|demo|launch|cli|worker|generated)\//;

/**
 * Builds the pages when their sources are not those of the last build.
 * @param {string} root
 * @param {string} node
 */
export async function buildWeb(root, node) {
  const wanted = sourceHash(root);
  const stamp = join(root, '.next/built-from');
  const isBuilt = existsSync(join(root, '.next/BUILD_ID')) && existsSync(stamp);
  if (isBuilt && readFileSync(stamp, 'utf8') === wanted) return;
  notice('Building the pages (about a minute).', '正在构建页面（约需一分钟）。');
  const code = await runToEnd(node, ['node_modules/next/dist/bin/next', 'build'], {
    setUp: true,
    env: { NODE_ENV: 'production' },
  });
  if (code !== 0) {
    throw new SetUpError(
      `The pages could not be built: next build ended with code ${code}, and its lines above say why.`,
      `无法构建页面：next build 以代码 ${code} 退出，原因见上方输出。`,
    );
  }
  writeFileSync(stamp, wanted);
}

/** Returns a hash over names and contents of all that a build reads. @param {string} root */
export function sourceHash(root) {
  const hash = createHash('sha256');
  for (const path of sourceFiles(root))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

/** @param {string} root */
function sourceFiles(root) {
  const atRoot = readdirSync(root).filter((name) => rootFile.test(name));
  const inFolders = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => filesBelow(root, folder));
  return [...atRoot, ...inFolders].sort();
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (apart.test(entry.isDirectory() ? `${path}/` : path)) return [];
    if (entry.isDirectory()) return filesBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
}
