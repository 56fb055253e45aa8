export type Shape = 'round';
