export const contexts = (): string[] => [];
