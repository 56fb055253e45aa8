interface Options {
  limit?: number;
}

export const bad: Options = { limit: undefined };
export const good: Options = {};
