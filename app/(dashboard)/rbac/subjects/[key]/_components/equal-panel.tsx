import { useTranslations } from 'next-intl';
import { SubjectName } from '#components/rbac/subject-name.tsx';
import { Panel } from '#components/ui/panel.tsx';

export interface EqualSubjects {
  readonly subjects: readonly { readonly address: string; readonly kind: string; readonly name: string }[];
  readonly isAtLeast: boolean;
}

const SHOWN = 8;

/** Who may do exactly the same, however they come by it. */
export function EqualPanel({
  equal: { subjects, isAtLeast },
  scanId,
}: {
  equal: EqualSubjects;
  scanId: string;
}) {
  const t = useTranslations('rbacEqual');
  return (
    <Panel title={t('title')}>
      {subjects.length === 0 ? (
        <p className="text-ink-2">{t('none')}</p>
      ) : (
        <ul className="grid gap-1">
          {subjects.slice(0, SHOWN).map((subject) => (
            <li key={subject.address} className="min-w-0">
              <SubjectName subject={subject} scanId={scanId} />
            </li>
          ))}
        </ul>
      )}
      {subjects.length <= SHOWN ? null : (
        <p className="mt-1 text-sm text-ink-2">{t('more', { count: subjects.length - SHOWN })}</p>
      )}
      {isAtLeast ? <p className="mt-2 text-sm text-unknown">{t('atLeast')}</p> : null}
    </Panel>
  );
}
