import type { Writable } from 'node:stream';

/** The world a command runs in. */
export interface Terminal {
  readonly out: Writable;
  readonly err: Writable;
  /** Whether a person looks at each of them. */
  readonly isOutTerminal: boolean;
  readonly isErrTerminal: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly readStdin: () => Promise<string>;
  readonly signal: AbortSignal;
}
