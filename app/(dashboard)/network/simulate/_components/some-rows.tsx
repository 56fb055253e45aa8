import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Table } from '#components/ui/table.tsx';

const FIRST = 20;

/** A table in a panel of its own that shows its first rows, and all that were sent when somebody asks. */
export function SomeRows<T>({
  title,
  count,
  lead,
  heads,
  rows,
  first = FIRST,
  children,
}: {
  title: string;
  /** How many there are, of which `rows` are the first. */
  count: number;
  lead?: ReactNode;
  heads: ReactNode;
  rows: readonly T[];
  /** Rows shown before somebody asks for all of them. */
  first?: number;
  children: (row: T) => ReactNode;
}) {
  const t = useTranslations('simulate');
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, first);
  return (
    <Panel flush title={title}>
      {lead === undefined ? null : <p className="px-4 pb-2 text-sm text-ink-2 sm:px-5">{lead}</p>}
      <Table label={title}>
        <thead>
          <tr>{heads}</tr>
        </thead>
        <tbody>{shown.map(children)}</tbody>
      </Table>
      {shown.length === rows.length ? null : (
        <p className="px-4 py-3 sm:px-5">
          <Button onClick={() => setWhole(true)}>{t('showAll', { count: rows.length })}</Button>
        </p>
      )}
      {rows.length >= count ? null : (
        <p className="px-4 py-3 text-sm text-ink-2 sm:px-5">{t('firstEdges', { shown: rows.length })}</p>
      )}
    </Panel>
  );
}
