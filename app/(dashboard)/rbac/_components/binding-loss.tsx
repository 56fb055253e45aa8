import { useTranslations } from 'next-intl';
import type { LossView } from '#app/(dashboard)/rbac/read-loss.ts';
import { BoundRightsList } from '#components/rbac/bound-rights-list.tsx';
import { SubjectName } from '#components/rbac/subject-name.tsx';
import { Cell } from '#components/ui/table.tsx';

/** A page is read: more subjects than this are for the command line. */
const MOST_SUBJECTS = 20;

/** What each subject would lose if the binding above went. */
export function BindingLoss({
  loss,
  columns,
  scanId,
}: {
  loss: LossView | null;
  columns: number;
  scanId: string;
}) {
  const t = useTranslations('rbacLoss');
  const subjects = loss?.subjects ?? [];
  return (
    <tr>
      <Cell colSpan={columns} className="bg-sunken">
        <p className="text-sm font-semibold">{t('title')}</p>
        {subjects.length === 0 ? <p className="text-sm text-ink-2">{t('nothingGiven')}</p> : null}
        <ul className="mt-1 grid gap-3">
          {subjects.slice(0, MOST_SUBJECTS).map(({ lost, isAtLeast, ...subject }) => (
            <li key={subject.address} className="min-w-0">
              <SubjectName subject={subject} scanId={scanId} />
              {lost.length === 0 && !isAtLeast ? (
                <p className="text-sm text-ink-2">{t('nothing')}</p>
              ) : (
                <BoundRightsList rows={lost} scanId={scanId} />
              )}
              {isAtLeast ? <p className="text-sm text-unknown">{t('tooMany')}</p> : null}
              {subject.kind === 'Group' ? <p className="text-sm text-ink-3">{t('members')}</p> : null}
            </li>
          ))}
        </ul>
        {subjects.length <= MOST_SUBJECTS ? null : (
          <p className="mt-2 text-sm text-ink-2">{t('more', { count: subjects.length - MOST_SUBJECTS })}</p>
        )}
        {loss?.isAtMost === true ? <p className="mt-2 text-sm text-unknown">{t('atMost')}</p> : null}
      </Cell>
    </tr>
  );
}
