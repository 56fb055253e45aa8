import 'server-only';
import { env } from '#lib/env.ts';

/** Returns whether the page for those who make Merlon is shown: in development, or where the setting asks for it. */
export function showsDesign(): boolean {
  return env().designPage;
}
