import { isAtLeast, severityRank, type Severity } from '#lib/model/severity.ts';

/** How many findings one message of a control has at one severity. */
export interface CountedKind {
  readonly controlId: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly count: number;
}

/** What a verdict can say is open; each has its own words. */
export const CLAUSES = [
  'doorsEtcd',
  'doorsApi',
  'doorsKubelet',
  'doors',
  'allowAll',
  'strangers',
  'admin',
  'host',
  'unenforced',
  'secrets',
  'chains',
  'tokens',
  'risks',
  'outdated',
  'wildcards',
  'defaults',
  'open',
  'exposed',
  'root',
  'tags',
  'audit',
  'single',
  'skew',
  'other',
] as const;
export type ClauseName = (typeof CLAUSES)[number];

/** One half of a verdict: what is open, how often, and which findings say so. */
export interface Clause {
  readonly name: ClauseName;
  readonly count: number;
  readonly severity: Severity;
  readonly controlIds: readonly string[];
  /** Severities that are counted. */
  readonly severities: readonly Severity[];
}

interface Rule {
  readonly name: ClauseName;
  readonly controlIds: readonly string[];
  /** Milder findings of these controls are another matter. */
  readonly limit: Severity;
  /** Only where this message is among them. */
  readonly needs?: readonly [controlId: string, messageId: string];
}

const ETCD = 'etcd-without-client-certificate';
const API_PORT = 'insecure-api-port';
const KUBELET = 'kubelet-anonymous';

/** Controls whose findings are ports that answer without credentials. */
export const DOORS: readonly string[] = [ETCD, API_PORT, KUBELET, 'kubelet-read-only-port'];

/** Controls whose worst findings are grants that end in full administration. */
export const ADMIN_GRANTS: readonly string[] = ['cluster-admin-bound', 'escalation-verbs-granted'];

/** Controls that tell the risky rights of a subject, a family each. */
const RISKY_GRANTS: readonly string[] = [
  'admission-control-granted',
  'certificate-rights-granted',
  'default-role-bound',
  'disruption-rights-granted',
  'node-control-granted',
  'operator-control-granted',
  'pod-access-granted',
  'role-writing-granted',
  'secret-access-granted',
  'storage-control-granted',
  'traffic-control-granted',
  'workload-writing-granted',
];

/** In the order they are told when equally bad: what a stranger can do, then a subject, then a workload. */
const RULES: readonly Rule[] = [
  { name: 'doorsEtcd', controlIds: DOORS, limit: 'high', needs: [ETCD, 'readable'] },
  { name: 'doorsApi', controlIds: DOORS, limit: 'high', needs: [API_PORT, 'open'] },
  { name: 'doorsKubelet', controlIds: DOORS, limit: 'high', needs: [KUBELET, 'allowed'] },
  { name: 'doors', controlIds: DOORS, limit: 'high' },
  { name: 'allowAll', controlIds: ['authorization-always-allow'], limit: 'high' },
  { name: 'strangers', controlIds: ['anonymous-granted-beyond-health'], limit: 'high' },
  { name: 'admin', controlIds: ADMIN_GRANTS, limit: 'critical' },
  {
    name: 'host',
    controlIds: ['sensitive-host-path', 'privileged-container', 'host-namespaces'],
    limit: 'high',
  },
  { name: 'unenforced', controlIds: ['policies-not-enforced'], limit: 'high' },
  { name: 'secrets', controlIds: ['secrets-readable-cluster-wide'], limit: 'high' },
  { name: 'chains', controlIds: ['chain-to-cluster-admin'], limit: 'high' },
  { name: 'tokens', controlIds: ['strong-token-in-pod'], limit: 'medium' },
  { name: 'risks', controlIds: RISKY_GRANTS, limit: 'medium' },
  { name: 'outdated', controlIds: ['version-end-of-life'], limit: 'medium' },
  { name: 'wildcards', controlIds: ['wildcard-role-bound'], limit: 'high' },
  { name: 'defaults', controlIds: ['default-service-account-with-rights'], limit: 'medium' },
  { name: 'open', controlIds: ['namespace-without-default-deny'], limit: 'medium' },
  { name: 'exposed', controlIds: ['service-exposed-outside'], limit: 'medium' },
  { name: 'root', controlIds: ['root-user-possible'], limit: 'medium' },
  { name: 'tags', controlIds: ['mutable-image-tag'], limit: 'medium' },
  { name: 'audit', controlIds: ['audit-log-off'], limit: 'medium' },
  { name: 'single', controlIds: ['single-control-plane-node'], limit: 'medium' },
  { name: 'skew', controlIds: ['version-skew'], limit: 'medium' },
];

/** Returns what is open as clauses, the worst first, each control told once. */
export function clausesOf(kinds: readonly CountedKind[]): Clause[] {
  const told = new Set<string>();
  const clauses: Clause[] = [];
  for (const rule of RULES) {
    if (rule.controlIds.some((id) => told.has(id))) continue;
    const own = kinds.filter(
      ({ controlId, severity }) => rule.controlIds.includes(controlId) && isAtLeast(severity, rule.limit),
    );
    if (own.length === 0 || !hasNeeded(rule, own)) continue;
    for (const id of rule.controlIds) told.add(id);
    clauses.push(toClause(rule.name, own));
  }
  const known = new Set(RULES.flatMap(({ controlIds }) => controlIds));
  const others = Map.groupBy(
    kinds.filter(({ controlId, severity }) => !known.has(controlId) && isAtLeast(severity, 'medium')),
    ({ controlId }) => controlId,
  );
  for (const own of others.values()) clauses.push(toClause('other', own));
  return clauses.toSorted((a, b) => severityRank(a.severity) - severityRank(b.severity));
}

function hasNeeded({ needs }: Rule, kinds: readonly CountedKind[]): boolean {
  if (needs === undefined) return true;
  const [controlId, messageId] = needs;
  return kinds.some((kind) => kind.controlId === controlId && kind.messageId === messageId);
}

function toClause(name: ClauseName, kinds: readonly CountedKind[]): Clause {
  const severities = [...new Set(kinds.map(({ severity }) => severity))].toSorted(
    (a, b) => severityRank(a) - severityRank(b),
  );
  return {
    name,
    count: kinds.reduce((sum, kind) => sum + kind.count, 0),
    severity: severities[0] ?? 'info',
    controlIds: [...new Set(kinds.map(({ controlId }) => controlId))].toSorted(),
    severities,
  };
}
