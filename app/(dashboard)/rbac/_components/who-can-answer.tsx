import { CircleDashed, CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { rbacHref, type RbacParams } from '#app/(dashboard)/rbac/rbac-params.ts';
import { roleHref } from '#components/rbac/rbac-href.ts';
import { RuleLines } from '#components/rbac/rule-lines.tsx';
import { SubjectName } from '#components/rbac/subject-name.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Cell, HeadCell, Row, Table } from '#components/ui/table.tsx';
import type { AnswerRow, AnswerView } from '#lib/views/rbac-answer.ts';

/** Who may do what was asked, in one sentence and with the grants that let them. */
export function WhoCanAnswer({
  answer,
  params,
  scanId,
  isPartial,
}: {
  answer: AnswerView;
  params: RbacParams;
  scanId: string;
  isPartial: boolean;
}) {
  const t = useTranslations('rbac');
  const shown = params.defaults ? answer.rows : answer.rows.filter(({ isDefault }) => !isDefault);
  const values = {
    count: answer.rows.length,
    what: `${params.verb} ${params.resource}`,
    namespace: params.in,
    code: (chunks: React.ReactNode) => <code className="font-mono text-[15px]">{chunks}</code>,
  };
  const sentence = {
    cluster: () => t.rich('answerCluster', values),
    everywhere: () => t.rich('answerEverywhere', values),
    namespace: () => t.rich('answerNamespace', values),
  }[answer.place]();
  return (
    <div className="mt-5 border-t border-line pt-4" id="answer">
      <p className="text-lg font-semibold" aria-live="polite">
        {sentence}
      </p>
      <div className="mt-1 grid gap-2 text-sm text-ink-2">
        {answer.isUnknown ? (
          <Notice look="unknown" icon={<CircleHelp size={16} />}>
            {t('answerUnknown', { resource: params.resource })}
          </Notice>
        ) : null}
        {isPartial ? (
          <Notice look="unknown" icon={<CircleDashed size={16} />}>
            {t('answerAtLeast')}
          </Notice>
        ) : null}
        {answer.isIgnoringNamespace ? <p>{t('answerNoNamespace')}</p> : null}
        <p>{t('answerOnlyRbac')}</p>
      </div>
      {shown.length === 0 ? null : (
        <div className="-mx-4 mt-3 sm:-mx-5">
          <Table label={t('answerTable')}>
            <thead>
              <tr>
                <HeadCell>{t('subject')}</HeadCell>
                <HeadCell>{t('through')}</HeadCell>
                <HeadCell>{t('where')}</HeadCell>
                <HeadCell>{t('rule')}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <AnswerLine key={row.address} row={row} scanId={scanId} />
              ))}
            </tbody>
          </Table>
        </div>
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

function AnswerLine({ row, scanId }: { row: AnswerRow; scanId: string }) {
  const t = useTranslations('rbac');
  const [first] = row.ways;
  return (
    <Row>
      <Cell className="align-top">
        <SubjectName subject={row} scanId={scanId} />
      </Cell>
      <Cell className="align-top text-sm">
        {first === undefined ? null : (
          <>
            <Link href={roleHref(first.roleAddress, scanId)} className="link break-words">
              {first.role}
            </Link>
            <span className="block text-ink-3">{t('by', { binding: first.binding })}</span>
            {row.ways.length === 1 ? null : (
              <span className="block text-ink-3">{t('moreWays', { count: row.ways.length - 1 })}</span>
            )}
          </>
        )}
      </Cell>
      <Cell className="align-top text-sm whitespace-nowrap">
        {first?.namespace ?? t('wholeCluster')}
        {row.isDefault ? <span className="block text-ink-3">{t('isDefault')}</span> : null}
      </Cell>
      <Cell className="min-w-56 align-top">
        {first?.line === undefined || first.line === null ? null : <RuleLines lines={[first.line]} />}
      </Cell>
    </Row>
  );
}
