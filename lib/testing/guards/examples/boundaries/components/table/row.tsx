import type { Row } from '#lib/views/rows.ts';

export const label = (row: Row): string => row.id;
