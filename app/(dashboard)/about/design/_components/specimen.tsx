import type { ReactNode } from 'react';
import { Panel } from '#components/ui/panel.tsx';

/** Specimens of one kind. */
export function SpecimenGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Panel title={title} flush>
      <dl>{children}</dl>
    </Panel>
  );
}

/** One part in one or more of its states, with the name of its file. */
export function Specimen({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-5 gap-y-2 border-t border-line px-4 py-3 sm:grid-cols-[150px_minmax(0,1fr)] sm:px-5">
      <dt className="font-mono text-xs leading-[18px] text-ink-2">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-start gap-3">{children}</dd>
    </div>
  );
}
