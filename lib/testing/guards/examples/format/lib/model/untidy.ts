export const bad = {a:1}
