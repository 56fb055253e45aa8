import type { ProbeAnswer, ProbeResult, ProbeTarget } from '#lib/model/probe.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';

/** Returns what a probe's result is reported on: the node, or the target itself where it is no node's. */
export function placeOf(target: ProbeTarget): ResourceRef {
  if (target.node === null) {
    return { apiVersion: 'v1', kind: 'ProbeTarget', namespace: null, name: hostAndPort(target), uid: null };
  }
  return { apiVersion: 'v1', kind: 'Node', namespace: null, name: target.node, uid: null };
}

/** Returns `address:port`, an IPv6 address in brackets. */
export function hostAndPort({ address, port }: ProbeTarget): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Returns whether the port's state says for certain what is there: an answer, or a refusal by the host. */
export function isDecided({ state }: ProbeResult): boolean {
  return state === 'open' || state === 'refused';
}

/** Returns the answer to a question, if it was asked. */
export function answerTo(probe: ProbeResult, path: string): ProbeAnswer | undefined {
  return probe.answers.find((answer) => answer.path.split('?')[0] === path);
}
