const isReady = async (): Promise<boolean> => true;

export const bad = (): string => (isReady() ? 'yes' : 'no');
export const good = async (): Promise<string> => ((await isReady()) ? 'yes' : 'no');
