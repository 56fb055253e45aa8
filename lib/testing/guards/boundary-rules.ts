import type { IForbiddenRuleType } from 'dependency-cruiser';
import { rooms, testExtras, type Room } from './rooms.ts';

const testFile = '\\.test\\.tsx?$';

const escape = (text: string): string => text.replaceAll(/[.$/()|[\]+-]/g, '\\$&');

function localPattern(name: string): string {
  if (name.endsWith('*')) return `^${escape(name.slice(0, -1))}[^/]*$`;
  return name.includes('.') ? `^${escape(name)}$` : `^${escape(name)}/`;
}

// A package's types may lie under @types, where a scope is written with two underscores.
function packagePattern(name: string): string {
  const typesName = name.startsWith('@') ? name.slice(1).replace('/', '__') : name;
  const [ofPackage, ofTypes] = [escape(name), escape(typesName)];
  return `(^|/)node_modules/(${ofPackage}|@types/${ofTypes})([./]|$)`;
}

function roomPath(room: Room): string {
  if (room.pattern !== undefined) return room.pattern.path;
  // A room of one file has its test beside it.
  return localPattern(room.name).replace(/\\\.(ts\$)$/, '(\\.test)?\\.$1');
}

function allowedTargets(room: Room, isTest: boolean): string[] {
  const own = room.pattern === undefined ? [roomPath(room)] : [];
  const local = isTest ? [...room.local, ...testExtras.local, ...(room.testLocal ?? [])] : room.local;
  const packages = isTest
    ? [...(room.packages ?? []), ...testExtras.packages, ...(room.testPackages ?? [])]
    : (room.packages ?? []);
  const node = Array.isArray(room.node) ? room.node.map((name) => `^(node:)?${escape(name)}$`) : [];
  const types = (room.localTypes ?? []).map(localPattern);
  return [...own, ...local.map(localPattern), ...types, ...packages.map(packagePattern), ...node];
}

function rulesOf(room: Room): IForbiddenRuleType[] {
  const excluded = room.pattern?.pathNot === undefined ? [] : [room.pattern.pathNot];
  const anyCore = { dependencyTypesNot: ['core' as const] };
  const inRoom = { path: roomPath(room), pathNot: [...excluded, testFile] };
  const rules: IForbiddenRuleType[] = [
    {
      name: room.name,
      severity: 'error',
      comment: `${room.name} may import only what its row in rooms.ts names`,
      from: inRoom,
      to: { pathNot: allowedTargets(room, false), ...(room.node === 'any' ? anyCore : {}) },
    },
    {
      name: `${room.name} (tests)`,
      severity: 'error',
      comment: `tests of ${room.name} may import what the room may, test tools and Node`,
      from: { path: `^(?=.*${testFile})${roomPath(room).slice(1)}`, pathNot: excluded },
      to: { pathNot: allowedTargets(room, true), ...anyCore },
    },
  ];
  if (room.localTypes !== undefined) {
    rules.push({
      name: `${room.name} (types only)`,
      severity: 'error',
      comment: `${room.name} may take types, never values, from these`,
      from: inRoom,
      to: { path: room.localTypes.map(localPattern), dependencyTypesNot: ['type-only'] },
    });
  }
  return rules;
}

const roomPaths = rooms.map(roomPath);

/** Every boundary as dependency-cruiser's `forbidden` list: one allow-list per room, no stray folder, no cycle. */
export const boundaryRules: IForbiddenRuleType[] = [
  ...rooms.flatMap(rulesOf),
  {
    name: 'folder without a row',
    severity: 'error',
    comment: 'a new folder needs its row in rooms.ts before its first import',
    from: {
      path: '^(app|bench|components|docs|e2e|lib|prisma)/',
      pathNot: [...roomPaths, '^lib/generated/'],
    },
    to: {},
  },
  {
    name: 'cycle',
    severity: 'error',
    comment: 'files that need each other are one file, or a third is missing',
    from: { path: '' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
];
