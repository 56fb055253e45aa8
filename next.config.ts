import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  // TanStack Table is only partly safe under the compiler; a nonce CSP rules out partial prerendering.
  reactCompiler: false,
  cacheComponents: false,
  reactStrictMode: true,
  // `npm test` checks types as a step of its own; a start must not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // A build is made only when sources changed; writing its cache costs more than it would ever save.
  experimental: { turbopackFileSystemCacheForBuild: false },
  // Native or dynamically loaded: these stay plain Node packages instead of being bundled.
  serverExternalPackages: [
    '@kubernetes/client-node',
    '@prisma/adapter-better-sqlite3',
    '@prisma/client',
    'better-sqlite3',
    'pino',
  ],
};

export default createNextIntlPlugin('./app/intl-request.ts')(config);
