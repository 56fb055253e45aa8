import { useTranslations } from 'next-intl';
import Form from 'next/form';
import { networkHref, type NetworkParams } from '#app/(dashboard)/network/network-params.ts';
import type { ReachExplained } from '#app/(dashboard)/network/read-reach.ts';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { SideSheet } from '#components/ui/side-sheet.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { portWords } from '#lib/model/asked-port.ts';
import { BlastSteps } from './blast-steps.tsx';
import { ExplainSide } from './explain-side.tsx';
import { PolicyRule } from './policy-rule.tsx';
import { VerdictMark } from '#components/network/verdict-mark.tsx';

type Found = Exclude<ReachExplained['found'], { problem: string }>;

/** Why one connection is let through or not, and what would turn it. */
export function ExplainDrawer({ explained, params }: { explained: ReachExplained; params: NetworkParams }) {
  const t = useTranslations('reach');
  const { source, target, found } = explained;
  const at = portWords(explained.at);
  return (
    <SideSheet
      key={`${source} ${target}`}
      label={t('explanation', { source, target, at })}
      close={t('close')}
      closeHref={networkHref({ ...params, source: null, target: null, at: null, far: false })}
    >
      <div className="grid gap-4">
        <header className="grid gap-2 pr-8">
          {'problem' in found ? null : (
            <p>
              <VerdictMark verdict={found.answer.verdict} />
            </p>
          )}
          <h2 className="text-lg font-semibold [overflow-wrap:anywhere]">
            {source} → {target}
          </h2>
          <PortField at={at} params={params} />
        </header>
        {'problem' in found ? (
          <p>{found.problem}</p>
        ) : (
          <>
            <Found found={found} explained={explained} />
            <BlastSteps explained={explained} params={params} />
          </>
        )}
      </div>
    </SideSheet>
  );
}

function PortField({ at, params }: { at: string; params: NetworkParams }) {
  const t = useTranslations('reach');
  const { cluster, scan, tab, port, side, view, from, to, source, target } = params;
  const kept = { cluster, scan, tab, port, side, view, from, to, source, target };
  return (
    <Form action="/network" scroll={false} className="flex items-end gap-2">
      {Object.entries(kept).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <TextField label={t('onPort')} name="at" key={at} defaultValue={at} required mono className="w-32" />
      <Button type="submit">{t('askPort')}</Button>
    </Form>
  );
}

function Found({ found, explained: { source, target } }: { found: Found; explained: ReachExplained }) {
  const t = useTranslations('reach');
  const { answer, reasons } = found;
  return (
    <>
      {reasons.length === 0 ? null : (
        <section className="grid gap-1">
          <h3 className="text-sm font-semibold text-ink-2">{t('because')}</h3>
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </section>
      )}
      <ExplainSide side="egress" end={source} answer={answer.egress} />
      <ExplainSide side="ingress" end={target} answer={answer.ingress} />
      <Turn found={found} />
    </>
  );
}

/** The least that would turn the answer. */
function Turn({ found: { answer, opening, narrow } }: { found: Found }) {
  const t = useTranslations('reach');
  if (answer.verdict === 'unknown') return null;
  const isAllowed = answer.verdict === 'allowed';
  return (
    <section className="grid gap-2 border-t border-line pt-3">
      <h3 className="text-sm font-semibold text-ink-2">{t(isAllowed ? 'toClose' : 'toOpen')}</h3>
      {opening === '' ? null : (
        <>
          <p>{t('openingWhat')}</p>
          <CodeBlock title={t('asYaml')} code={opening} copy={t('copy')} copied={t('copied')} />
        </>
      )}
      {narrow.length === 0 ? null : (
        <>
          <p>{t(isAllowed ? 'narrowAllow' : 'narrowDeny')}</p>
          <ul className="grid gap-1">
            {narrow.map(({ rule }) => (
              <li key={`${rule.kind} ${rule.namespace} ${rule.name} ${rule.rule}`}>
                <PolicyRule rule={rule} />
              </li>
            ))}
          </ul>
        </>
      )}
      {opening === '' && narrow.length === 0 ? (
        <p>{t(isAllowed ? 'nothingIsolates' : 'nothingToAdd')}</p>
      ) : null}
    </section>
  );
}
