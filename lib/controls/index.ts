import type { AnyControl } from './define-control.ts';

/** The catalogue, sorted by id within each area. */
export const CONTROLS: readonly AnyControl[] = [];
