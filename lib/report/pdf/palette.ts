import type { Outcome } from '#lib/model/control.ts';
import type { Grade } from '#lib/model/score.ts';
import type { Severity } from '#lib/model/severity.ts';

/** The colours of the light theme, on white paper. */
export const INK = '#1c1d1a';
export const INK_SOFT = '#55574f';
export const INK_FAINT = '#666860';
export const LINE = '#d8d8d1';
export const SUNKEN = '#f4f4f0';
export const PAPER = '#ffffff';
export const ACCENT = '#1f5f5b';
export const UNKNOWN = '#5f616b';
export const PASS = '#136e56';
export const PASS_SOFT = '#ddf1ea';
export const HIGH_SOFT = '#fdebe1';

export const SEVERITY_INK: Readonly<Record<Severity, string>> = {
  critical: '#a8123e',
  high: '#b03606',
  medium: '#855600',
  low: '#2560a2',
  info: UNKNOWN,
};

export const OUTCOME_INK: Readonly<Record<Outcome, string>> = {
  pass: PASS,
  fail: SEVERITY_INK.high,
  'not-applicable': INK_FAINT,
  'not-assessed': UNKNOWN,
  error: SEVERITY_INK.critical,
};

export const GRADE_INK: Readonly<Record<Grade, string>> = {
  A: PASS,
  B: PASS,
  C: SEVERITY_INK.medium,
  D: SEVERITY_INK.high,
  F: SEVERITY_INK.critical,
};
