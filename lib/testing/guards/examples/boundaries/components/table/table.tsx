import { rows, type Row } from '#lib/views/rows.ts';
import { save } from '#lib/store/save.ts';

export const Table = (): unknown => [rows satisfies () => Row[], save];
