import { Severity } from '#lib/model/severity.ts';

export const bad = (severity: Severity): string => severity;
