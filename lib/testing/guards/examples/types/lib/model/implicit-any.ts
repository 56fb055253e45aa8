export const bad = (value): unknown => value;
export const good = (value: unknown): unknown => value;
