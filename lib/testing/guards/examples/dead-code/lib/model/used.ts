import { z } from 'zod';

export const used = z.string().parse('used');
export const unusedExport = 'nobody imports this';
