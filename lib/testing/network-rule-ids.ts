/** Every rule of the network specification that decides about packets of pods. */
export const NETWORK_RULE_IDS = [
  ...numbered(
    'NP',
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26],
  ),
  ...numbered('CN', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13]),
  ...numbered('AN', [1, 2, 4]),
  ...numbered('CA', [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]),
  ...numbered('CI', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15]),
];

function numbered(prefix: string, numbers: readonly number[]): string[] {
  return numbers.map((number) => `${prefix}-${number}`);
}
