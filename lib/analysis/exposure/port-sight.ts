import { portFactsOf } from '#lib/facts/ports.ts';
import type { PortSight, PortStanding } from '#lib/model/port-sight.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { isAtLeast, type Severity } from '#lib/model/severity.ts';

type Seen = Omit<PortSight, 'standing'>;

/**
 * Returns what a probe saw and what that comes to. `worst` is the worst severity found on this port: a control
 * knows more than the number does, so it decides before the port's own facts.
 */
export function sightOf(probe: ProbeResult, worst: Severity | null): PortSight {
  switch (probe.state) {
    case 'refused':
      return { seen: 'refused', status: null, standing: 'refused' };
    case 'filtered':
    case 'unreachable':
      return { seen: 'unreached', status: null, standing: 'unreached' };
    case 'open':
      return { ...seenOf(probe), standing: standingOf(probe, worst) };
  }
}

function seenOf(probe: ProbeResult): Seen {
  if (probe.clientCertificate === 'required') return { seen: 'mtls', status: null };
  if (probe.anonymous === 'allowed') return { seen: probe.tls === null ? 'http' : 'anonymous', status: null };
  // An API server answers some paths to everyone; that it speaks TLS says more than one of its answers.
  if (probe.service === 'kube-apiserver') return { seen: probe.tls === null ? 'http' : 'tls', status: null };
  const status = probe.answers.findLast((answer) => answer.status !== null)?.status ?? null;
  if (status !== null && isIdentified(probe)) return { seen: 'status', status };
  if (probe.tls !== null) return { seen: 'tls', status: null };
  return { seen: probe.service === 'http' ? 'http' : 'open', status: null };
}

function standingOf(probe: ProbeResult, worst: Severity | null): PortStanding {
  if (worst !== null && worst !== 'info') return isAtLeast(worst, 'high') ? 'open-door' : 'should-not';
  if (probe.clientCertificate === 'required') return 'fine';
  const facts = portFactsOf(probe.target.port);
  const isPublic = facts !== null && facts.bind === 'every-address' && !facts.peers.includes('nobody');
  if (!isPublic || !isIdentified(probe)) return isApiServer(probe) ? 'fine' : 'should-not';
  return probe.anonymous === 'allowed' ? 'open-door' : 'fine';
}

/** One behind a front door of another number is where it should be as long as it lets nobody read. */
function isApiServer({ service, tls, anonymous }: ProbeResult): boolean {
  return service === 'kube-apiserver' && tls !== null && anonymous !== 'allowed';
}

function isIdentified({ service }: ProbeResult): boolean {
  return service !== null && service !== 'http' && service !== 'tls' && service !== 'unidentified';
}
