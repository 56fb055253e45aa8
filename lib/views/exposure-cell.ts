import type { PortFacts, PortPeer, PortSight } from '#lib/model/port-sight.ts';
import type { ProbeAnswer, ProbeResult } from '#lib/model/probe.ts';
import type { Severity } from '#lib/model/severity.ts';
import type { Locale, Text } from '#lib/model/text.ts';

/** What the drawer needs of one port of one host. */
export interface CellSource {
  readonly port: number;
  readonly sight: PortSight;
  readonly probes: readonly ProbeResult[];
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly severity: Severity;
    readonly title: Text;
    readonly message: Text;
  }[];
  readonly declared: readonly { readonly flag: string; readonly value: string | null }[] | null;
}

/** What was asked and answered, and how to ask again. */
export interface AnswerLine {
  readonly question: string;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly excerpt: string | null;
  readonly error: string | null;
}

export interface ProbeView {
  readonly target: string;
  readonly state: ProbeResult['state'];
  readonly service: ProbeResult['service'];
  readonly version: string | null;
  readonly tls: ProbeResult['tls'];
  readonly clientCertificate: ProbeResult['clientCertificate'];
  readonly anonymous: ProbeResult['anonymous'];
  readonly from: string;
  readonly durationMs: number;
  readonly answers: readonly AnswerLine[];
}

export interface CellFinding {
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
}

export interface CellView {
  readonly port: number;
  readonly label: string | null;
  readonly sight: PortSight;
  readonly probes: readonly ProbeView[];
  readonly peers: readonly PortPeer[];
  readonly bind: PortFacts['bind'] | null;
  readonly declared: CellSource['declared'];
  readonly findings: readonly CellFinding[];
  /** A read-only command that repeats what was done; null where nothing was. */
  readonly command: string | null;
}

/** The two questions that etcd 3 answers to a POST alone; both only read. */
const BODIES: Readonly<Record<string, string>> = {
  '/v3/maintenance/status': '{}',
  '/v3/kv/range': '{"key":"AA==","range_end":"AA==","limit":1,"keys_only":true}',
};

/** Returns everything there is to say of one cell, in the reader's language. */
export function exposureCell(cell: CellSource, facts: PortFacts | null, locale: Locale): CellView {
  return {
    port: cell.port,
    label: facts?.label[locale] ?? null,
    sight: cell.sight,
    probes: cell.probes.map(probeView),
    peers: facts?.peers ?? [],
    bind: facts?.bind ?? null,
    declared: cell.declared,
    findings: cell.findings.map(({ fingerprint, severity, title, message }) => ({
      fingerprint,
      severity,
      title: title[locale],
      message: message[locale],
    })),
    command: commandOf(cell.probes),
  };
}

function probeView(probe: ProbeResult): ProbeView {
  const { target, state, service, version, tls, clientCertificate, anonymous, from, durationMs } = probe;
  const answers = probe.answers.map(({ method, path, status, excerpt, error }) => ({
    question: `${method} ${path}`,
    status,
    excerpt,
    error,
  }));
  return {
    target: placeOf(target),
    state,
    service,
    version,
    tls,
    clientCertificate,
    anonymous,
    from,
    durationMs,
    answers,
  };
}

/** One line for each question; a port that did not answer is knocked at. */
function commandOf(probes: readonly ProbeResult[]): string | null {
  const lines = probes.flatMap((probe) =>
    probe.answers.length > 0
      ? probe.answers.map((answer) => curlOf(probe, answer))
      : [`nc -vz -w 5 ${probe.target.address} ${probe.target.port}`],
  );
  return lines.length === 0 ? null : lines.join('\n');
}

function curlOf({ target }: ProbeResult, { method, scheme, path }: ProbeAnswer): string {
  const body = method === 'POST' ? ` -X POST -d '${BODIES[path] ?? '{}'}'` : '';
  return `curl -sk -m 5 -i${body} '${scheme}://${placeOf(target)}${path}'`;
}

function placeOf({ address, port }: ProbeResult['target']): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
