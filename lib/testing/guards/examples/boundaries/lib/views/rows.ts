export interface Row {
  id: string;
}
export const rows = (): Row[] => [];
