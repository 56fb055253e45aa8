import { rooms, testExtras, type Room } from './rooms.ts';

/** One override of `.oxlintrc.json` that fences a room with `no-restricted-imports`. */
export interface LintFence {
  files: string[];
  rules: { 'no-restricted-imports': ['error', { patterns: { group: string[]; message: string }[] }] };
}

function globsOf(room: Room): string[] {
  if (room.pattern !== undefined) return room.pattern.globs;
  return room.name.includes('.') ? [room.name] : [`${room.name}/**`];
}

const testGlob = (glob: string): string =>
  glob.endsWith('/**') ? `${glob}/*.test.{ts,tsx}` : glob.replace(/\.tsx?$/, '.test.ts');

function specifiersOf(local: string): string[] {
  if (local.endsWith('*') || local.includes('.')) return [`!#${local}`];
  return [`!#${local}/**`];
}

const packageSpecifiers = (name: string): string[] => [`!${name}`, `!${name}/**`];

function nodeSpecifiers(node: Room['node'], isTest: boolean): string[] {
  if (isTest || node === 'any') return ['!node:*', '!node:*/**'];
  return (node ?? []).map((name) => `!node:${name}`);
}

function fence(room: Room, isTest: boolean): LintFence {
  const globs = globsOf(room);
  const files = isTest ? globs.map(testGlob) : globs;
  const own = room.pattern === undefined && !room.name.includes('.') ? [room.name] : [];
  const local = [
    ...own,
    ...room.local,
    ...(room.localTypes ?? []),
    ...(isTest ? [...testExtras.local, ...(room.testLocal ?? [])] : []),
  ];
  const packages = [
    ...(room.packages ?? []),
    ...(isTest ? [...testExtras.packages, ...(room.testPackages ?? [])] : []),
  ];
  const group = [
    '**',
    '!./**',
    '!../**',
    '../../**',
    ...local.flatMap(specifiersOf),
    ...packages.flatMap(packageSpecifiers),
    ...nodeSpecifiers(room.node, isTest),
  ];
  const message = `${room.name} may not import this: its list stands in lib/testing/guards/rooms.ts`;
  return { files, rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] } };
}

/** The second fence, seen in the editor: the same allow-lists as the boundaries, without cycles and relative climbs. */
export const lintFences: LintFence[] = rooms.flatMap((room) => [fence(room, false), fence(room, true)]);
