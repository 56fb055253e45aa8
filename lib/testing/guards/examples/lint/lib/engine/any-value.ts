export const bad = (value: any): unknown => value;
export const good = (value: unknown): unknown => value;
