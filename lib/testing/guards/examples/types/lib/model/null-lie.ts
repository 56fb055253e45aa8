export const bad: string = null;
export const good: string | null = null;
