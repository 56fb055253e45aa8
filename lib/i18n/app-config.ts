import type { Locale } from '#lib/model/text.ts';
import type en from './en.json';

declare module 'use-intl' {
  // The English file is the pattern of keys and parameters; messages.test.ts holds the other to it.
  interface AppConfig {
    Locale: Locale;
    Messages: typeof en;
  }
}
