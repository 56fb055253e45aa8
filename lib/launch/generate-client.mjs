import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './run-to-end.mjs';
import { SetUpError } from './set-up-error.mjs';

/**
 * Generates the database client when the schema is not the one it was generated from.
 * @param {string} root
 * @param {string} node
 */
export async function generateClient(root, node) {
  const schema = join(root, 'prisma/schema.prisma');
  if (!existsSync(schema)) return;
  const tool = readFileSync(join(root, 'node_modules/prisma/package.json'));
  const wanted = createHash('sha256').update(readFileSync(schema)).update(tool).digest('hex');
  const folder = join(root, 'lib/generated');
  const stamp = join(folder, '.generated-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const code = await runToEnd(node, ['node_modules/prisma/build/index.js', 'generate'], {
    setUp: true,
    // Generating only looks whether the file of its native engine exists and would download it otherwise;
    // the engine itself is never used here, so any file will do.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: node },
  });
  if (code !== 0) {
    throw new SetUpError(
      `The database client could not be generated: prisma generate ended with code ${code}.`,
      `无法生成数据库客户端：prisma generate 以代码 ${code} 退出。`,
    );
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(stamp, wanted);
}
