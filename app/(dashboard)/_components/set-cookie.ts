const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps a choice of appearance in this browser for a year. Nothing secret is kept this way. */
export function setCookie(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Strict`;
}
