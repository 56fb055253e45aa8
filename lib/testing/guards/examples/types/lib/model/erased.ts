import { Shape } from './shape.ts';

export enum Bad {
  One,
}
export const good: Shape = 'round';
