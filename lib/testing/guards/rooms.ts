/** One room of the house: its files and everything they may import besides themselves. */
export interface Room {
  /** A folder or a file from the root, or the name of a set of files described by `pattern`. */
  name: string;
  /** Where the room's files cannot be told by a folder name alone. */
  pattern?: { path: string; pathNot?: string; globs: string[] };
  /** Folders (`lib/model`), files (`lib/env.ts`) or a family of files (`lib/kube/open*`). */
  local: string[];
  /** Of these only types may be imported. */
  localTypes?: string[];
  packages?: string[];
  /** Node's own modules without the `node:` prefix. */
  node?: 'any' | string[];
  /** Rooms that this room's tests need beyond its own list. */
  testLocal?: string[];
  testPackages?: string[];
}

const nodeless: string[] = [];
const react = ['react', 'react-dom'];
const everyLibFolder = ['lib'];
const prismaPackages = [
  '@prisma/adapter-better-sqlite3',
  '@prisma/client',
  '@prisma/driver-adapter-utils',
  '@prisma/schema-engine-wasm',
  'better-sqlite3',
];

const floor: Room[] = [
  { name: 'lib/model', local: [], packages: ['zod'], node: nodeless },
  { name: 'lib/errors.ts', local: ['lib/model'], node: nodeless },
  { name: 'lib/env.ts', local: ['lib/model', 'lib/errors.ts'], packages: ['zod'], node: 'any' },
  { name: 'lib/log.ts', local: ['lib/env.ts'], packages: ['pino'], node: 'any' },
  { name: 'lib/facts', local: ['lib/model'], node: nodeless },
  { name: 'lib/i18n', local: ['lib/model'], packages: ['next-intl', 'use-intl'], node: nodeless },
];

const edges: Room[] = [
  {
    name: 'lib/kube',
    local: ['lib/model', 'lib/env.ts', 'lib/errors.ts'],
    packages: ['@kubernetes/client-node', 'server-only', 'yaml'],
    node: 'any',
  },
  { name: 'lib/objects', local: ['lib/model'], packages: ['yaml'], node: nodeless },
  {
    name: 'lib/collect',
    local: ['lib/model', 'lib/kube', 'lib/objects'],
    node: ['fs', 'fs/promises', 'path'],
  },
  {
    name: 'lib/probe',
    local: ['lib/model', 'lib/facts'],
    packages: ['ipaddr.js'],
    node: ['net', 'tls', 'http', 'https', 'http2', 'crypto', 'dns', 'dns/promises'],
  },
];

const core: Room[] = [
  { name: 'lib/analysis', local: ['lib/model', 'lib/facts'], packages: ['ipaddr.js'], node: nodeless },
  {
    name: 'lib/controls',
    local: ['lib/model', 'lib/analysis', 'lib/facts'],
    packages: ['semver'],
    node: nodeless,
  },
  { name: 'lib/scoring', local: ['lib/model'], node: nodeless },
  {
    name: 'lib/engine',
    local: [
      'lib/model',
      'lib/kube/open*',
      'lib/collect',
      'lib/probe',
      'lib/analysis',
      'lib/controls',
      'lib/scoring',
      'lib/log.ts',
      'lib/errors.ts',
    ],
    packages: ['server-only'],
    node: ['crypto'],
  },
];

const services: Room[] = [
  {
    name: 'lib/scans',
    local: ['lib/model', 'lib/engine', 'lib/store', 'lib/kube/contexts.ts', 'lib/log.ts', 'lib/errors.ts'],
    packages: ['server-only'],
    node: ['crypto', 'os'],
  },
  {
    name: 'lib/store',
    local: ['lib/model', 'lib/env.ts', 'lib/errors.ts', 'lib/generated'],
    packages: [...prismaPackages, 'server-only', 'zod'],
    node: 'any',
  },
  {
    name: 'lib/questions',
    local: [
      'lib/model',
      'lib/store',
      'lib/analysis',
      'lib/objects',
      'lib/scoring',
      // What a person pastes to be laid over a scan is read as files are.
      'lib/collect/from-text.ts',
    ],
    packages: ['server-only'],
    // A thread's file is found from the folder that the process runs in.
    node: ['worker_threads', 'path', 'process', 'url'],
  },
  { name: 'lib/views', local: ['lib/model', 'lib/i18n'], node: nodeless },
  {
    name: 'lib/auth',
    local: ['lib/model', 'lib/store', 'lib/env.ts', 'lib/errors.ts'],
    packages: ['next', 'server-only', 'zod'],
    node: ['crypto', 'net'],
  },
  {
    name: 'lib/report',
    local: ['lib/model', 'lib/views', 'lib/i18n'],
    packages: ['pdfkit', '@expo-google-fonts/noto-sans-sc', 'server-only'],
    node: 'any',
  },
];

const processes: Room[] = [
  { name: 'lib/demo', local: ['lib/model'], packages: ['yaml'], node: 'any' },
  {
    name: 'lib/worker',
    local: ['lib/scans', 'lib/env.ts', 'lib/log.ts'],
    node: 'any',
    testLocal: ['lib/store', 'lib/model'],
  },
  {
    name: 'lib/cli',
    local: [
      'lib/engine',
      'lib/collect',
      'lib/kube/open*',
      'lib/objects',
      'lib/analysis',
      'lib/controls',
      'lib/views',
      'lib/i18n',
      'lib/report',
      'lib/model',
      'lib/env.ts',
      'lib/errors.ts',
      'lib/log.ts',
    ],
    packages: ['yaml'],
    node: 'any',
  },
  {
    name: 'lib/launch',
    local: ['lib/env.ts', 'lib/log.ts', 'lib/errors.ts'],
    packages: ['next'],
    node: 'any',
  },
  {
    name: 'lib/testing',
    local: ['lib/model', 'lib/analysis', 'lib/objects', 'lib/controls', 'lib/engine'],
    packages: ['@swc/core', 'dependency-cruiser', 'vitest', 'yaml', 'zod'],
    node: 'any',
    testLocal: ['lib/env.ts'],
  },
];

// A lint override wins over those before it, so the wider sets of files come first.
const roof: Room[] = [
  {
    name: 'components/<domain>',
    pattern: {
      path: '^components/',
      pathNot: '^components/(ui|charts)/',
      globs: ['components/**'],
    },
    local: ['components', 'lib/model', 'lib/i18n'],
    localTypes: ['lib/views'],
    packages: [...react, 'next', 'next-intl', 'nuqs', 'lucide-react'],
    node: nodeless,
  },
  {
    name: 'components/ui',
    local: [],
    packages: [...react, 'radix-ui', 'lucide-react', 'cmdk', 'sonner', 'next/link'],
    node: nodeless,
  },
  { name: 'components/charts', local: ['components/ui'], packages: [...react, 'recharts'], node: nodeless },
  {
    name: 'app pages',
    pattern: {
      path: '^app/',
      pathNot: '^app/api/|(^|/)actions\\.ts$|/_components/',
      globs: ['app/**'],
    },
    local: [
      'app',
      'components',
      'lib/store',
      'lib/questions',
      'lib/views',
      'lib/i18n',
      'lib/auth',
      'lib/model',
      'lib/controls',
    ],
    packages: [...react, 'next', 'next-intl', 'nuqs', 'lucide-react', 'server-only'],
    node: nodeless,
  },
  {
    name: 'app _components',
    pattern: { path: '^app/.*/_components/', globs: ['app/**/_components/**'] },
    local: ['app', 'components', 'lib/model', 'lib/i18n'],
    localTypes: ['lib/views', 'lib/store', 'lib/questions'],
    packages: [...react, 'next', 'next-intl', 'nuqs', 'lucide-react'],
    node: nodeless,
  },
  {
    name: 'app actions',
    pattern: { path: '^app/.*actions\\.ts$', globs: ['app/**/actions.ts'] },
    local: ['lib/auth', 'lib/scans', 'lib/store', 'lib/model', 'lib/errors.ts'],
    packages: ['next', 'zod'],
    node: nodeless,
  },
  {
    name: 'app/api',
    local: [
      'lib/auth',
      'lib/scans',
      'lib/store',
      'lib/questions',
      'lib/report',
      'lib/model',
      'lib/errors.ts',
      'lib/log.ts',
    ],
    packages: ['next', 'zod'],
    node: ['stream', 'zlib'],
  },
  {
    name: 'proxy.ts',
    local: ['lib/auth/trusted-host.ts', 'lib/env.ts', 'lib/i18n'],
    packages: ['next'],
    node: nodeless,
  },
];

const outside: Room[] = [
  { name: 'prisma', local: ['lib/store'], packages: [...prismaPackages, 'prisma'], node: 'any' },
  {
    name: 'bench',
    // The browser that tests use is the one that is measured.
    local: [...everyLibFolder, 'e2e/setup/browser.ts'],
    packages: ['better-sqlite3', 'pdfkit', 'yaml'],
    node: 'any',
  },
  {
    name: 'e2e',
    local: everyLibFolder,
    packages: [
      '@axe-core/playwright',
      '@kubernetes/client-node',
      '@playwright/test',
      '@sparticuz/chromium',
      'playwright-core',
      'better-sqlite3',
      'vitest',
      'yaml',
    ],
    node: 'any',
  },
  {
    name: 'docs',
    local: ['lib/model', 'lib/env.ts', 'lib/kube', 'lib/collect', 'lib/controls', 'lib/testing'],
    node: 'any',
  },
];

/** The allow-list of every folder, floor first. */
export const rooms: Room[] = [...floor, ...edges, ...core, ...services, ...processes, ...roof, ...outside];

/** What any test may import besides its room's own list. */
export const testExtras = {
  local: ['lib/testing', 'lib/demo', 'lib/model'],
  packages: ['vitest', 'fast-check', 'yaml', 'react-dom', 'better-sqlite3'],
};
