const save = async (): Promise<void> => {};

export function bad(): void {
  save();
}

export async function good(): Promise<void> {
  await save();
}
