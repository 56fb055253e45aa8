import { answerPath } from '#lib/analysis/network/paths/answer-path.ts';
import type { PathScene } from '#lib/analysis/network/paths/path-scene.ts';
import type { NetworkQuestion } from '#lib/analysis/network/reach/answer-question.ts';
import type { SideAnswer } from '#lib/model/network-answer.ts';
import type { Locale } from '#lib/model/text.ts';
import { answerFile } from '#lib/cli/answer-file.ts';
import { MalformedQuestion } from '#lib/cli/malformed-question.ts';
import type { NetworkSubcommand } from './subcommand.ts';

/** `answer --questions FILE`: one question a line in, one answer a line out. */
export const answer: NetworkSubcommand = {
  words: { least: 0, most: 0 },
  run({ args, scene, terminal }) {
    const { questions, target, language } = args;
    return answerFile({ questions, target, terminal }, (line) => answerLine(scene, line, language));
  },
};

function answerLine(scene: PathScene, line: string, language: Locale): string {
  const found = answerPath(scene, questionOf(line));
  if ('problem' in found) throw new MalformedQuestion(found.problem[language]);
  const { verdict, egress, ingress, reasons } = found;
  return JSON.stringify({
    verdict,
    egress: sideOf(egress),
    ingress: sideOf(ingress),
    ...(reasons.length === 0 ? {} : { reasons: reasons.map((reason) => reason[language]) }),
  });
}

function sideOf({ decider, isolatedBy, allowedBy }: SideAnswer) {
  return { decider, isolatedBy, allowedBy };
}

function questionOf(line: string): NetworkQuestion {
  const { from, to, port, protocol = 'TCP' } = fieldsOf(line);
  if (typeof from !== 'string' || typeof to !== 'string')
    throw new MalformedQuestion('from and to must be texts');
  if (typeof protocol !== 'string') throw new MalformedQuestion('protocol is no text');
  if (port === undefined && PORTED.has(protocol.toUpperCase()))
    throw new MalformedQuestion(`port is missing, which ${protocol} has`);
  const number = port ?? 0;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new MalformedQuestion('port is no number from 0 to 65535');
  }
  return { from, to, port: number, protocol };
}

const PORTED = new Set(['TCP', 'UDP', 'SCTP']);

function fieldsOf(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch {
    throw new MalformedQuestion('the line is no JSON');
  }
  throw new MalformedQuestion('the question is no object');
}
