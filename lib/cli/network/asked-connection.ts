import { answerPath } from '#lib/analysis/network/paths/answer-path.ts';
import { pathPorts } from '#lib/analysis/network/paths/path-ports.ts';
import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import type { NetworkAnswer } from '#lib/model/network-answer.ts';
import { text } from '#lib/model/text.ts';
import { UsageError } from '#lib/cli/usage-error.ts';

/** A port as the command line writes it: `443`, `53/UDP`, `ICMP`. */
export interface AskedPort {
  readonly port: number;
  readonly protocol: string;
}

/** Returns the port of a word; throws UsageError where it is none. */
export function askedPort(word: string): AskedPort {
  const [, number, protocol] = /^(\d{1,5})(?:\/(\w+))?$/.exec(word) ?? [];
  if (number !== undefined && Number(number) <= 65_535) {
    return { port: Number(number), protocol: (protocol ?? 'TCP').toUpperCase() };
  }
  const [, named] = /^(ICMP|ICMPv6)$/i.exec(word) ?? [];
  if (named !== undefined) return { port: 0, protocol: named };
  throw new UsageError(
    text(
      `"${word}" is no port: write 443, 53/UDP or ICMP.`,
      `“${word}”不是端口：请写作 443、53/UDP 或 ICMP。`,
    ),
  );
}

/** Returns the answer for one port; throws UsageError where one side is not there. */
export function askConnection(
  scene: PathScene,
  [from = '', to = '']: readonly string[],
  { port, protocol }: AskedPort,
): NetworkAnswer {
  const answer = answerPath(scene, { from, to, port, protocol });
  if ('problem' in answer) throw new UsageError(answer.problem);
  return answer;
}

/** Returns the ports that are open, and those of which it cannot be told; throws UsageError as above. */
export function askPorts(scene: PathScene, [from = '', to = '']: readonly string[]) {
  const found = pathPorts(scene, from, to);
  if ('problem' in found) throw new UsageError(found.problem);
  return found;
}
