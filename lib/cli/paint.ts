import type { Severity } from '#lib/model/severity.ts';

/** Marks parts of a text for the eye; without colours it returns them as they are. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
}

const CODES: Readonly<Record<Severity, string>> = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  info: '34',
};

function coloured(code: string, text: string): string {
  return `\u001B[${code}m${text}\u001B[0m`;
}

/** Returns the paint of a terminal, or a plain one. */
export function makePaint(isColoured: boolean): Paint {
  const apply = (code: string, text: string) => (isColoured ? coloured(code, text) : text);
  return {
    strong: (text) => apply('1', text),
    faint: (text) => apply('2', text),
    severity: (severity, text) => apply(CODES[severity], text),
  };
}
