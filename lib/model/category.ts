/** The areas of a posture, in the order they are shown. */
export const CATEGORIES = [
  'exposure',
  'rbac',
  'network',
  'workloads',
  'control-plane',
  'nodes',
  'supply',
  'data',
] as const;
export type Category = (typeof CATEGORIES)[number];
