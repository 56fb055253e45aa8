import type { Framework } from '#lib/model/control.ts';
import ids from './framework-ids.json' with { type: 'json' };

/** Every id a framework has, in its own order: CIS as in 1.12, OWASP as of 2022. */
export const FRAMEWORK_IDS: Readonly<Record<Framework, readonly string[]>> = ids;
