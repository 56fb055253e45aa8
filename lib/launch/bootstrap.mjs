// Runs on Node 20 with nothing installed: only Node's own modules may be imported from here.
import { fileURLToPath } from 'node:url';
import { alone } from './alone.mjs';
import { buildWeb } from './build-web.mjs';
import { generateClient } from './generate-client.mjs';
import { installPackages } from './install-packages.mjs';
import { findNode } from './find-node.mjs';
import { Interrupted, runToEnd } from './run-to-end.mjs';
import { SetUpError } from './set-up-error.mjs';

/**
 * What each script of package.json hands over to: one of our files, or a tool with its first arguments.
 * @type {Record<string, { file?: string, tool?: string[], build?: boolean }>}
 */
const commands = {
  start: { file: 'lib/launch/supervise.ts', build: true },
  dev: { file: 'lib/launch/supervise.ts' },
  build: { build: true },
  test: { file: 'lib/testing/check.ts' },
  'test:unit': { tool: ['vitest', 'run'] },
  'test:cluster': { file: 'e2e/cluster/run.ts' },
  merlon: { file: 'lib/cli/main.ts' },
  bench: { file: 'bench/main.ts', build: true },
  look: { file: 'e2e/pictures/look.ts' },
  lighthouse: { file: 'bench/lighthouse.ts', build: true },
  prove: { file: 'bench/prove-network.ts' },
  seed: { file: 'bench/seed-data.ts' },
  screenshots: { file: 'e2e/pictures/screenshots.ts', build: true },
  docs: { file: 'docs/write-docs.ts' },
  format: { tool: ['oxfmt'] },
  lint: { tool: ['oxlint', '--type-aware'] },
};

/** Runs one command and returns its exit code. */
async function main() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const [name = '', ...args] = process.argv.slice(2);
  const command = commands[name];
  if (command === undefined) {
    throw new SetUpError(
      `There is no command "${name}"; there are ${Object.keys(commands).join(', ')}.`,
      `没有命令“${name}”；可用的命令有 ${Object.keys(commands).join('、')}。`,
    );
  }
  process.chdir(root);
  const node = await alone(root, async () => {
    await installPackages(root);
    const found = findNode(root);
    await generateClient(root, found);
    if (command.build === true) await buildWeb(root, found);
    return found;
  });
  if (command.tool !== undefined) {
    const [tool = '', ...first] = command.tool;
    return await runToEnd(node, [`node_modules/.bin/${tool}`, ...first, ...args], {});
  }
  if (command.file === undefined) return 0;
  const given = name === 'dev' ? ['--dev', ...args] : args;
  return await runToEnd(node, [command.file, ...given], { ours: true });
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof Interrupted) {
    process.exitCode = error.exitCode;
  } else if (error instanceof SetUpError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
