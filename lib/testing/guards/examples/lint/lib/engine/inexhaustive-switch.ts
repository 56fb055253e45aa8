type Shape = 'round' | 'square';

export function bad(shape: Shape): number {
  switch (shape) {
    case 'round':
      return 0;
  }
  return 1;
}

export function good(shape: Shape): number {
  switch (shape) {
    case 'round':
      return 0;
    case 'square':
      return 4;
  }
}
