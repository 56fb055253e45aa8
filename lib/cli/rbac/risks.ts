import type { RiskHit, SubjectRisks } from '#lib/analysis/rbac/risk-hit.ts';
import { subjectKey, subjectLabel } from '#lib/analysis/rbac/subject-ref.ts';
import type { Subject } from '#lib/model/rbac.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { SEVERITY_NAMES } from '#lib/cli/result-words.ts';
import { wrapped } from '#lib/cli/text-layout.ts';
import { say } from '#lib/cli/text-style.ts';
import { honestyLines } from './answer-lines.ts';
import { deriveRights } from './derive-rights.ts';
import { RBAC_WORDS } from './rbac-words.ts';
import { sourceWords } from './right-words.ts';
import type { RbacRun, RbacSubcommand } from './subcommand.ts';
import { subjectOfWords } from './subject-words.ts';
import { writeAnswer } from './write-answer.ts';

/** `risks [SUBJECT]`: what is risky about the rights of one subject, or of each. */
export const risks: RbacSubcommand = {
  words: { least: 0, most: 1 },
  async run(run) {
    const [words] = run.args.words;
    const asked = words === undefined ? null : subjectOfWords(words);
    const found = deriveRights(run.inventory).risks.filter(({ subject }) => isAsked(subject, asked));
    const { gaps } = run.access;
    const told = { subjects: found.map(toldOf), atLeast: gaps.length > 0, gaps };
    await writeAnswer(run, told, linesOf(run, found));
    return found.length === 0 ? EXIT.clear : EXIT.found;
  },
};

function isAsked(subject: Subject, asked: Subject | null): boolean {
  return asked === null || subjectKey(subject) === subjectKey(asked);
}

/** What other risks cover, and default roles that were bound on purpose, stand beside the rest. */
function toldOf({ subject, severity, hits, defaultRoles }: SubjectRisks) {
  return {
    subject,
    severity,
    risks: hits.map(hitOf),
    defaultRoles: defaultRoles.map((held) => ({ ...held, hits: held.hits.map(hitOf) })),
  };
}

function hitOf({ risk, severity, rules, covers, isClusterWide, namespaces, isNamed, isAlone }: RiskHit) {
  const { id, title } = risk;
  const grants = rules.map(({ grant }) => grant);
  const covered = covers.map((one) => one.risk.id);
  return { id, title, severity, isClusterWide, namespaces, isNamed, isAlone, grants, covers: covered };
}

function* linesOf({ style, access }: RbacRun, found: readonly SubjectRisks[]): Generator<string> {
  const { paint, language } = style;
  if (found.length === 0) yield say(style, RBAC_WORDS.noRisk);
  for (const { subject, severity, hits, defaultRoles } of found) {
    const mark = paint.severity(severity, SEVERITY_NAMES[severity][language]);
    yield `${mark} ${paint.strong(subjectLabel(subject))}`;
    for (const hit of hits) yield* hitLines(hit, style);
    for (const { role, isClusterWide, namespaces, hits: brought } of defaultRoles) {
      const place = isClusterWide ? say(style, RBAC_WORDS.wholeCluster) : namespaces.join(', ');
      yield `  ${say(style, RBAC_WORDS.defaultRole, { role: sourceWords(role), place })}`;
      for (const hit of brought) yield `    ${riskWords(hit, style)}`;
    }
  }
  yield* honestyLines({ otherAuthorizers: [], gaps: access.gaps }, false, style);
}

function* hitLines(hit: RiskHit, style: RbacRun['style']): Generator<string> {
  const { risk, rules, isClusterWide, namespaces, isAlone } = hit;
  const { paint, language } = style;
  const place = isClusterWide ? say(style, RBAC_WORDS.wholeCluster) : namespaces.join(', ');
  const alone = isAlone ? ` · ${say(style, RBAC_WORDS.riskAlone)}` : '';
  yield `  ${riskWords(hit, style, ` (${place}${alone})`)}`;
  yield wrapped(risk.gain[language], '    ');
  const ways = new Set(
    rules.map(({ grant }) => `${sourceWords(grant.binding)} → ${sourceWords(grant.role)} #${grant.rule}`),
  );
  for (const way of ways) yield paint.faint(`    ${way}`);
}

function riskWords({ risk, severity }: RiskHit, { paint, language }: RbacRun['style'], where = ''): string {
  const mark = paint.severity(severity, SEVERITY_NAMES[severity][language]);
  return `${mark} ${risk.title[language]}${where} ${paint.faint(risk.id)}`;
}
