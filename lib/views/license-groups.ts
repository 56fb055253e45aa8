/** Something shipped under a licence. */
export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly license: string | null;
}

/** Packages under one licence. */
export interface LicenseGroup {
  /** Null for packages that name none. */
  readonly license: string | null;
  readonly packages: readonly Licensed[];
}

/** Returns packages by licence, the most used first, those that name none at the end. */
export function licenseGroups(packages: readonly Licensed[]): LicenseGroup[] {
  return [...Map.groupBy(packages, ({ license }) => license)]
    .map(([license, own]) => ({ license, packages: own }))
    .toSorted(
      (a, b) =>
        Number(a.license === null) - Number(b.license === null) ||
        b.packages.length - a.packages.length ||
        ((a.license ?? '') < (b.license ?? '') ? -1 : 1),
    );
}
