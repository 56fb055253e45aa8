export const bad = (a: number, b: number, c: number, d: number): number => a + b + c + d;
export const good = (a: number, b: number, c: number): number => a + b + c;
