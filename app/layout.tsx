import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import localFont from 'next/font/local';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import './globals.css';
import { readAppearance } from './appearance.ts';

/**
 * The face of Latin letters, asked for with the page, and measured so that what stands in for it until it has come
 * takes the same room: nothing moves when it does.
 */
const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-inter',
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('app');
  return {
    title: { default: t('name'), template: t('titled', { title: '%s' }) },
    description: t('description'),
    icons: '/icon.svg',
  };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

/** What components in the browser say; everything else is said on the server. */
const IN_BROWSER = [
  'app',
  'clusters',
  'demo',
  'error',
  'findings',
  'frame',
  'phase',
  'profile',
  'profileMeaning',
  'reachMatrix',
  'reports',
  'scan',
  'scans',
  'scoped',
  'status',
] as const;

/** The document. Language and appearance come from cookies, so that the first byte is already right. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, jar] = await Promise.all([getLocale(), getMessages(), cookies()]);
  const inBrowser = Object.fromEntries(IN_BROWSER.map((name) => [name, messages[name]]));
  const { theme, density, navigation, shortcuts } = readAppearance((name) => jar.get(name)?.value);
  return (
    <html
      className={inter.variable}
      lang={locale}
      data-theme={theme}
      data-density={density}
      data-navigation={navigation}
      data-shortcuts={shortcuts}
    >
      <body>
        <NextIntlClientProvider messages={inBrowser}>
          <NuqsAdapter>{children}</NuqsAdapter>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
