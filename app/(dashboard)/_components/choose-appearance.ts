import { appearanceCookie, type AppearanceName, type AppearanceValue } from '#app/appearance.ts';
import { setCookie } from './set-cookie.ts';

/** Applies a choice to the page at once, and keeps it for every page from now on. */
export function chooseAppearance<Name extends AppearanceName>(
  name: Name,
  value: AppearanceValue<Name>,
): void {
  setCookie(appearanceCookie(name), value);
  document.documentElement.dataset[name] = value;
}
