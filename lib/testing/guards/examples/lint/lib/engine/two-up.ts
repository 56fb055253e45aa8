import { save } from '../../lib/store/save.ts';

export const bad = save;
