import type { ComponentFlags } from '#lib/analysis/control-plane/component-flags.ts';
import { instancesOf } from '#lib/analysis/control-plane/component-flags.ts';
import { flagList, flagValue, type Flags } from '#lib/analysis/control-plane/parse-flags.ts';
import { authorizationModes } from '#lib/analysis/rbac/authorization-modes.ts';
import type { UnknownPart } from '#lib/model/escalation.ts';
import { UNKNOWN_PARTS } from './unknown-parts.ts';

/** Whether something holds, and what would have to be known to say so; null where it does not hold. */
export type Held = { readonly unknown: readonly UnknownPart[] } | null;

/** A feature gate that closes or opens a step, with the minor version from which it is on by itself. */
const GATES = {
  ConstrainedImpersonation: { exists: 35, on: 36 },
  AuthorizePodWebsocketUpgradeCreatePermission: { exists: 35, on: 35 },
} as const;

const CERTAIN: Held = { unknown: [] };

/** What the control plane's flags say of the steps that depend on them; flags out of sight leave it unknown. */
export class ServerSettings {
  readonly minor: number | null;
  readonly #servers: readonly Flags[];
  readonly #managers: readonly Flags[];
  readonly #modes: readonly string[] | null;

  constructor(minor: number | null, flags: ComponentFlags) {
    this.minor = minor;
    this.#servers = instancesOf(flags, 'kube-apiserver').map((one) => one.flags);
    this.#managers = instancesOf(flags, 'kube-controller-manager').map((one) => one.flags);
    this.#modes = authorizationModes(flags);
  }

  /** Whether a feature gate is on; of several servers the one where it is counts. */
  gateIsOn(gate: keyof typeof GATES): Held {
    if (this.minor === null) return { unknown: [UNKNOWN_PARTS.version] };
    if (this.minor < GATES[gate].exists) return null;
    const byItself = this.minor >= GATES[gate].on;
    if (this.#servers.length === 0) return { unknown: [UNKNOWN_PARTS.apiServerFlags] };
    return this.#servers.some((flags) => gateOf(flags, gate) ?? byItself) ? CERTAIN : null;
  }

  /** Whether a `get` opens exec, attach and port-forward as `create` does: below 1.35, or with the gate off. */
  get getOpensExec(): Held {
    const gate = 'AuthorizePodWebsocketUpgradeCreatePermission';
    if (this.minor === null) return { unknown: [UNKNOWN_PARTS.version] };
    if (this.minor < GATES[gate].exists) return CERTAIN;
    if (this.#servers.length === 0) return { unknown: [UNKNOWN_PARTS.apiServerFlags] };
    return this.#servers.some((flags) => gateOf(flags, gate) === false) ? CERTAIN : null;
  }

  /** Whether the Node authorizer is in force. */
  get nodeAuthorizer(): Held {
    if (this.#modes === null) return { unknown: [UNKNOWN_PARTS.apiServerFlags] };
    return this.#modes.includes('Node') ? CERTAIN : null;
  }

  /** Whether bootstrap tokens are taken for a login; off unless asked for. */
  get bootstrapTokens(): Held {
    if (this.#servers.length === 0) return { unknown: [UNKNOWN_PARTS.apiServerFlags] };
    return this.#servers.some((flags) => flagValue(flags, 'enable-bootstrap-token-auth') === 'true')
      ? CERTAIN
      : null;
  }

  /** Whether approved requests for client certificates are signed. */
  get clientSigner(): Held {
    if (this.#managers.length === 0) return { unknown: [UNKNOWN_PARTS.controllerManagerFlags] };
    const signs = (flags: Flags): boolean =>
      flagValue(flags, 'cluster-signing-cert-file') !== null ||
      flagValue(flags, 'cluster-signing-kube-apiserver-client-cert-file') !== null;
    return this.#managers.some(signs) ? CERTAIN : null;
  }

  /** What decides over pods in a namespace without a label: nothing, unless a file says otherwise. */
  get defaultPodSecurity(): readonly UnknownPart[] {
    if (this.#servers.length === 0) return [UNKNOWN_PARTS.apiServerFlags];
    const isConfigured = this.#servers.some(
      (flags) => flagValue(flags, 'admission-control-config-file') !== null,
    );
    const hasOldPolicies = this.#servers.some(
      (flags) => flagList(flags, 'enable-admission-plugins')?.includes('PodSecurityPolicy') === true,
    );
    return [
      ...(isConfigured ? [UNKNOWN_PARTS.admissionConfiguration] : []),
      ...(hasOldPolicies ? [UNKNOWN_PARTS.podSecurityPolicy] : []),
    ];
  }

  /** Whether the labels of namespaces are heeded: Pod Security admission is on from 1.23 unless switched off. */
  get heedsPodSecurityLabels(): boolean {
    if (this.minor !== null && this.minor < 23) return false;
    return !this.#servers.some(
      (flags) => flagList(flags, 'disable-admission-plugins')?.includes('PodSecurity') === true,
    );
  }
}

/** Returns what a flag says of a gate, or null where it says nothing. */
function gateOf(flags: Flags, gate: string): boolean | null {
  const given = flagList(flags, 'feature-gates')?.findLast((pair) => pair.startsWith(`${gate}=`));
  return given === undefined ? null : given.endsWith('=true');
}
