import { spawnSync } from 'node:child_process';
import { prepareBrowser } from '../e2e/setup/browser.ts';
const { executablePath, args, env } = await prepareBrowser();
spawnSync(process.execPath, ['node_modules/lighthouse/cli/index.js', process.argv[2]!, '--preset=desktop', '--quiet', '--only-categories=performance,accessibility,best-practices', '--output=json', '--output-path=/tmp/lh.json', '--no-enable-error-reporting', `--chrome-flags=${[...args,'--headless=new'].join(' ')}`], { stdio: 'inherit', env: { ...process.env, ...env, CHROME_PATH: executablePath } });
