export const bad = (values: string[]): string => values[0]!;
export const good = (values: string[]): string => values[0] ?? '';
