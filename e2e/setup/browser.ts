import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';

const FONT = 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const LIBRARIES = 'node_modules/@sparticuz/chromium/bin/al2023.tar.br';

/** Flags the package asks for that would make a browser unlike the ones people use. */
const UNWANTED = new Set([
  // With one process for all, a second page finds the browser closed.
  '--single-process',
  // These switch off the very rules the product's own are tested against.
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
  '--disable-web-security',
]);

/** How to start the browser that the package brings along. */
export interface BrowserLaunch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/**
 * Unpacks the packaged Chromium and gives it a home of its own with a Chinese font, without which Chinese is
 * boxes and layout tests in it mean nothing.
 */
export async function prepareBrowser(): Promise<BrowserLaunch> {
  const home = join(tmpdir(), `merlon-browser-${userInfo().uid}`);
  const font = join(home, '.fonts', 'NotoSansSC.ttf');
  if (!existsSync(font)) {
    mkdirSync(join(home, '.fonts'), { recursive: true });
    cpSync(FONT, font);
  }
  const executablePath = await chromium.executablePath();
  return {
    executablePath,
    args: chromium.args.filter((flag) => !UNWANTED.has(flag)),
    env: {
      ...definedOf(process.env),
      ...(await librariesFor(executablePath)),
      HOME: home,
      XDG_CACHE_HOME: join(home, '.cache'),
    },
  };
}

/** The package carries the few libraries that a bare machine may lack; the machine's own are preferred. */
async function librariesFor(executablePath: string): Promise<Record<string, string>> {
  if (spawnSync(executablePath, ['--version']).status === 0) return {};
  return { LD_LIBRARY_PATH: join(await inflate(LIBRARIES), 'lib') };
}

function definedOf(source: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
