import { CircleDashed, CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { rbacHref, type RbacParams } from '#app/(dashboard)/rbac/rbac-params.ts';
import { roleHref } from '#components/rbac/rbac-href.ts';
import { RuleLines } from '#components/rbac/rule-lines.tsx';
import { SubjectName } from '#components/rbac/subject-name.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { AnswerRow, AnswerView, AnswerWay } from '#lib/views/rbac-answer.ts';

/** A page is read, not searched: more than this is for the command line. */
const MOST_ROWS = 200;
const MOST_WAYS = 20;

/** Who may do what was asked, in one sentence and with the grants that let them. */
export function WhoCanAnswer({
  answer,
  params,
  scanId,
}: {
  answer: AnswerView;
  params: RbacParams;
  scanId: string;
}) {
  const t = useTranslations('rbac');
  const shown = params.defaults ? answer.rows : answer.rows.filter(({ isDefault }) => !isDefault);
  const values = {
    count: answer.rows.length,
    what: answer.what,
    namespace: params.in,
    place: answer.place,
    code: (chunks: React.ReactNode) => <code className="font-mono text-[15px]">{chunks}</code>,
  };
  const sentence = {
    cluster: () => t.rich('answerCluster', values),
    everywhere: () => t.rich('answerEverywhere', values),
    namespace: () => t.rich('answerNamespace', values),
  };
  const isUnsure = answer.rows.length === 0 && (answer.isModeUnseen || answer.others.length > 0);
  return (
    <div className="mt-5 border-t border-line pt-4" id="answer">
      <p className="text-lg font-semibold" aria-live="polite">
        {isUnsure ? t.rich('answerUnsure', values) : sentence[answer.place]()}
      </p>
      <Doubts answer={answer} resource={params.resource} />
      {shown.length === 0 ? null : (
        <div className="-mx-4 mt-3 sm:-mx-5">
          <Table label={t('answerTable')}>
            <thead>
              <tr>
                <HeadCell>{t('subject')}</HeadCell>
                <HeadCell>{t('through')}</HeadCell>
                <HeadCell className="max-sm:hidden">{t('where')}</HeadCell>
                <HeadCell className="max-sm:hidden">{t('rule')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {shown.slice(0, MOST_ROWS).map((row) => (
                <AnswerLine key={row.address} row={row} scanId={scanId} />
              ))}
            </tbody>
          </Table>
        </div>
      )}
      {shown.length <= MOST_ROWS ? null : (
        <p className="mt-3 text-sm text-ink-2">{t('moreHolders', { count: shown.length - MOST_ROWS })}</p>
      )}
      {answer.defaults === 0 ? null : (
        <p className="mt-3 text-sm">
          <Link href={rbacHref({ ...params, defaults: !params.defaults })} scroll={false} className="link">
            {params.defaults
              ? t('defaultsHide', { count: answer.defaults })
              : t('defaultsShow', { count: answer.defaults })}
          </Link>
        </p>
      )}
    </div>
  );
}

/** What the sentence does not say: who else may decide, and what was not seen. */
function Doubts({ answer, resource }: { answer: AnswerView; resource: string }) {
  const t = useTranslations('rbac');
  return (
    <div className="mt-1 grid gap-2 text-sm text-ink-2">
      {answer.isUnknown ? (
        <Notice look="unknown" icon={<CircleHelp size={16} />}>
          {t('answerUnknown', { resource })}
        </Notice>
      ) : null}
      {answer.isAnybody ? (
        <Notice look="unknown" icon={<CircleHelp size={16} />}>
          {t('answerAnybody')}
        </Notice>
      ) : null}
      {answer.gaps.length === 0 ? null : (
        <Notice look="unknown" icon={<CircleDashed size={16} />}>
          {t('answerAtLeast')}
          <ul className="mt-1 list-disc pl-5">
            {answer.gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </Notice>
      )}
      {answer.isIgnoringNamespace ? <p>{t('answerNoNamespace')}</p> : null}
      {answer.others.length === 0 ? null : <p>{t('answerOthers', { names: answer.others.join(', ') })}</p>}
      {answer.isModeUnseen ? <p>{t('answerModesUnseen')}</p> : null}
      <p>{answer.isNodeInForce ? t('answerMembersAndNodes') : t('answerMembers')}</p>
    </div>
  );
}

function AnswerLine({ row, scanId }: { row: AnswerRow; scanId: string }) {
  const t = useTranslations('rbac');
  const [first, ...others] = row.ways;
  return (
    <>
      <Row>
        <Cell className="align-top">
          <SubjectName subject={row} scanId={scanId} />
          {others.length <= MOST_WAYS ? null : (
            <span className="block text-sm text-ink-3">
              {t('moreWays', { count: others.length - MOST_WAYS })}
            </span>
          )}
          {row.isMissing ? <span className="block text-sm text-high">{t('missingSubject')}</span> : null}
        </Cell>
        {first === undefined ? null : <Way way={first} isDefault={row.isDefault} scanId={scanId} />}
      </Row>
      {others.slice(0, MOST_WAYS).map((way) => (
        <Row key={`${way.binding} ${way.rule}`}>
          <Cell className="align-top">
            <span className="sr-only">{row.name}</span>
          </Cell>
          <Way way={way} isDefault={false} scanId={scanId} />
        </Row>
      ))}
    </>
  );
}

/** One grant: the role, the binding that gives it, where it holds and the rule. */
function Way({ way, isDefault, scanId }: { way: AnswerWay; isDefault: boolean; scanId: string }) {
  const t = useTranslations('rbac');
  // On a narrow screen place and rule stand below the role: beside it there is no room.
  const line = way.line === null ? null : <RuleLines lines={[way.line]} />;
  return (
    <>
      <Cell className="align-top text-sm sm:min-w-48 max-sm:[overflow-wrap:anywhere]">
        <Link href={roleHref(way.roleAddress, scanId)} className="link break-words">
          {way.role}
        </Link>
        <span className="block text-ink-3">{t('by', { binding: way.binding })}</span>
        <span className="block text-ink-3 sm:hidden">
          {way.namespace ?? t('wholeCluster')}
          {isDefault ? ` · ${t('isDefault')}` : ''}
        </span>
        {line === null ? null : <div className="mt-1 sm:hidden">{line}</div>}
      </Cell>
      <Cell className="align-top text-sm whitespace-nowrap max-sm:hidden">
        {way.namespace ?? t('wholeCluster')}
        {isDefault ? <span className="block text-ink-3">{t('isDefault')}</span> : null}
      </Cell>
      <Cell className="min-w-72 align-top max-sm:hidden">{line}</Cell>
    </>
  );
}
