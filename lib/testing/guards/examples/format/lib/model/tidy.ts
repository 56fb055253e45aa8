export const good = { a: 1 };
