import { turnAnswer, type Turning } from '#lib/analysis/network/reach-summary/turn-answer.ts';
import type { Decider, NearMiss, NetworkAnswer, PolicyName, SideAnswer } from '#lib/model/network-answer.ts';
import { EXIT } from '#lib/cli/exit-code.ts';
import { say, type TextStyle } from '#lib/cli/text-style.ts';
import { printable } from '#lib/cli/text-layout.ts';
import { writeOut } from '#lib/cli/write-out.ts';
import { askConnection, askedPort } from './asked-connection.ts';
import { NETWORK_WORDS } from './network-words.ts';
import type { NetworkSubcommand } from './subcommand.ts';

/** `explain FROM TO PORT/PROTO`: the verdict with what decided each side of it, and what would turn it. */
export const explain: NetworkSubcommand = {
  words: { least: 3, most: 3 },
  async run({ args, scene, inventory, style, terminal }) {
    const [from = '', to = '', port = ''] = args.words;
    const asked = askedPort(port);
    const answer = askConnection(scene, [from, to], asked);
    const { opening, narrow } = turnAnswer(
      { reach: scene.reach, slices: inventory.slices },
      { ask: { from, to, ...asked }, answer },
      (reach) => askConnection({ ...scene, reach }, [from, to], asked).verdict,
    );
    const exit = answer.verdict === 'allowed' ? EXIT.clear : EXIT.found;
    if (args.format === 'json') {
      await writeOut([`${JSON.stringify({ from, to, ...answer, opening, narrow }, null, 2)}\n`], terminal);
      return exit;
    }
    const lines = [
      style.paint.strong(say(style, NETWORK_WORDS[answer.verdict])),
      ...answer.reasons.map((reason) => `  ${reason[style.language]}`),
      ...sideLines(say(style, NETWORK_WORDS.egress, { who: from }), answer.egress, style),
      ...sideLines(say(style, NETWORK_WORDS.ingress, { who: to }), answer.ingress, style),
      ...turnLines({ opening, narrow }, { answer, style }),
    ];
    await writeOut(
      lines.map((line) => `${printable(line)}\n`),
      terminal,
    );
    return exit;
  },
};

function* sideLines(title: string, side: SideAnswer, style: TextStyle): Generator<string> {
  yield `${title} ${say(style, NETWORK_WORDS[side.verdict])}`;
  if (side.decider === null) {
    yield `  ${say(style, NETWORK_WORDS.unselected)}`;
    return;
  }
  yield `  ${say(style, NETWORK_WORDS.decidedBy, { what: deciderText(side.decider, style) })}`;
  if (side.isolatedBy.length > 0) {
    yield `  ${say(style, NETWORK_WORDS.isolatedBy, { what: side.isolatedBy.map(nameOf).join(', ') })}`;
  }
  for (const one of side.passedBy)
    yield `  ${say(style, NETWORK_WORDS.passedBy, { what: deciderText(one, style) })}`;
  const others = side.allowedBy.filter((one) => one !== side.decider);
  for (const one of others)
    yield `  ${say(style, NETWORK_WORDS.alsoAllowedBy, { what: deciderText(one, style) })}`;
  for (const miss of side.nearMisses) yield `  ${missText(miss, style)}`;
}

function* turnLines(
  { opening, narrow }: Turning,
  { answer, style }: { readonly answer: NetworkAnswer; readonly style: TextStyle },
): Generator<string> {
  if (opening !== '') {
    yield say(style, NETWORK_WORDS.opening);
    yield* opening.split('\n').map((line) => `  ${line}`);
  }
  if (narrow.length === 0) return;
  yield say(style, answer.verdict === 'allowed' ? NETWORK_WORDS.narrowAllow : NETWORK_WORDS.narrowDeny);
  for (const { rule } of narrow) yield `  ${deciderText(rule, style)}`;
}

function deciderText(decider: Decider, style: TextStyle): string {
  const words = decider.rule === null ? NETWORK_WORDS.noRule : NETWORK_WORDS.rule;
  return say(style, words, { policy: nameOf(decider), rule: decider.rule ?? 0 });
}

function missText(miss: NearMiss, style: TextStyle): string {
  const words = miss.missed === 'peer' ? NETWORK_WORDS.missedPeer : NETWORK_WORDS.missedPort;
  return say(style, words, { policy: nameOf(miss), rule: miss.rule });
}

function nameOf({ kind, namespace, name }: PolicyName): string {
  return namespace === null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
