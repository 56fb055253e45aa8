import { answerTo, hostAndPort, isDecided, placeOf } from '#lib/analysis/exposure/probed-place.ts';
import type { Evidence, Unseen, Verdict, Violation } from '#lib/model/control.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import type { ProbeResult } from '#lib/model/probe.ts';
import { refKey } from '#lib/model/resource-ref.ts';
import { text, type Shown, type Text } from '#lib/model/text.ts';

/** What a control makes of one port: fine, wrong, or not to be told. */
export type PortJudgement =
  | 'fine'
  | 'unknown'
  | (Pick<Violation, 'messageId' | 'severity'> & { readonly evidence: Evidence });

/**
 * Returns the verdict over the ports a control is about. A port that did not answer for certain is never fine:
 * `filtered` and `unreachable` leave it unseen.
 */
export function judgePorts(
  probes: readonly ProbeResult[],
  isConcerned: (probe: ProbeResult) => boolean,
  judge: (probe: ProbeResult) => PortJudgement,
): Verdict {
  const concerned = probes.filter(isConcerned).toSorted(byTarget);
  const violations: Violation[] = [];
  const unseen: ProbeResult[] = [];
  for (const probe of concerned) {
    const judgement = isDecided(probe) ? judge(probe) : 'unknown';
    if (judgement === 'unknown') unseen.push(probe);
    else if (judgement !== 'fine') violations.push(violationOf(probe, judgement));
  }
  const checked = new Set(concerned.map(({ target }) => refKey(placeOf(target)))).size;
  return { kind: 'judged', checked, violations, ...unseenPorts(unseen, concerned.length) };
}

/**
 * Returns whether a port let somebody in and then fell silent before it was asked everything: who listens there
 * is then not known, whatever it did say.
 */
export function isBrokenOff({ answers, clientCertificate }: ProbeResult): boolean {
  return answers.at(-1)?.status === null && clientCertificate !== 'required';
}

/** Returns what a question got as evidence, with the request that anyone may repeat. */
export function answerEvidence(probe: ProbeResult, path: string, expected: Shown): Evidence {
  const answer = answerTo(probe, path);
  const scheme = answer?.scheme ?? (probe.tls === null ? 'http' : 'https');
  const url = `${scheme}://${hostAndPort(probe.target)}${path}`;
  const status = answer?.status ?? null;
  const observed = status === null ? openAs(probe.service ?? 'unidentified') : String(status);
  return {
    path: `${answer?.method ?? 'GET'} ${url}`,
    observed,
    expected,
    command: `curl -sk -m 5 -i '${url}'`,
  };
}

function violationOf(probe: ProbeResult, judgement: Exclude<PortJudgement, string>): Violation {
  const { messageId, severity, evidence } = judgement;
  return {
    resource: placeOf(probe.target),
    detailKey: String(probe.target.port),
    messageId,
    params: { target: hostAndPort(probe.target), port: probe.target.port },
    evidence: [evidence],
    ...(severity === undefined ? {} : { severity }),
  };
}

function unseenPorts(unseen: readonly ProbeResult[], concerned: number): { unseen?: Unseen } {
  const [first] = unseen;
  if (first === undefined && concerned > 0) return {};
  const reason =
    first === undefined
      ? text('None of the ports concerned was asked.', '未访问任何相关端口。')
      : text(
          `${unseen.length} of ${concerned} ports could not be judged from here, ${hostAndPort(first.target)} (${first.state}) among them.`,
          `${concerned} 个端口中有 ${unseen.length} 个无法从此处判断，其中包括 ${hostAndPort(first.target)}（${first.state}）。`,
        );
  return { unseen: { reason, gapIds: [] } };
}

function byTarget(a: ProbeResult, b: ProbeResult): number {
  return byCodeUnit(hostAndPort(a.target), hostAndPort(b.target));
}

function openAs(service: string): Text {
  return text(`open, answered as ${service}`, `开放，应答者为 ${service}`);
}
