/** The part of npm's lock file that matters here. */
export interface LockFile {
  packages: Record<string, LockedPackage>;
}

interface LockedPackage {
  version?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const libraries: Record<string, string> = { gnu: 'glibc', musl: 'musl' };

// As Node resolves: beside the package that asks, then in each folder above.
function isLocked(lock: LockFile, asking: string, name: string): boolean {
  for (let folder = asking; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in lock.packages) return true;
    if (folder === '') return false;
  }
}

// The packages for other platforms say in their names which platform that is.
function lockedPackage(name: string, version: string): LockedPackage {
  const parts = name.split(/[/-]/);
  const find = (known: string[]): string[] => known.filter((word) => parts.includes(word)).slice(0, 1);
  const libc = find(Object.keys(libraries)).flatMap((word) => libraries[word] ?? []);
  const [os, cpu] = [find(systems), find(processors)];
  return {
    version,
    ...(os.length > 0 ? { os } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os.includes('linux') && libc.length > 0 ? { libc } : {}),
    optional: true,
  };
}

/**
 * Returns the packages for other platforms that the lock file asks for and does not hold. npm leaves them out
 * where they are not installed, and `npm ci` then refuses the lock file wherever it cannot ask the registry
 * for each.
 */
export function missingPlatforms({ packages }: LockFile): Record<string, LockedPackage> {
  const wanted = Object.entries(packages).flatMap(([asking, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked({ packages }, asking, name))
      .map(([name, version]) => [`node_modules/${name}`, lockedPackage(name, version)] as const),
  );
  return Object.fromEntries(wanted);
}
