import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';

const FONT = 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

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
  return {
    executablePath: await chromium.executablePath(),
    // With one process for all, a second page finds the browser closed.
    args: chromium.args.filter((flag) => flag !== '--single-process'),
    env: { ...definedOf(process.env), HOME: home, XDG_CACHE_HOME: join(home, '.cache') },
  };
}

function definedOf(source: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
