import { useTranslations } from 'next-intl';
import Form from 'next/form';
import { rbacHref, type RbacParams } from '#app/(dashboard)/rbac/rbac-params.ts';
import { Button } from '#components/ui/button.tsx';
import { ChipLink } from '#components/ui/chip-link.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { TextField } from '#components/ui/text-field.tsx';

/** Questions worth asking of any cluster. */
const EXAMPLES = [
  { verb: 'get', resource: 'secrets' },
  { verb: 'create', resource: 'pods/exec' },
  { verb: 'create', resource: 'pods' },
  { verb: 'impersonate', resource: 'users' },
  { verb: 'get', resource: 'nodes/proxy' },
] as const;

/** Asks who may do something; the address holds the question, so an answer can be sent on. */
export function QuestionLine({
  params,
  verbs,
  resources,
  namespaces,
  children,
}: {
  params: RbacParams;
  /** What the fields suggest. */
  verbs: readonly string[];
  resources: readonly string[];
  namespaces: readonly string[];
  /** The answer. */
  children: React.ReactNode;
}) {
  const t = useTranslations('rbac');
  return (
    <Panel title={t('ask')}>
      <Form action="/rbac" scroll={false} className="flex flex-wrap items-end gap-x-3 gap-y-2">
        {params.cluster === null ? null : <input type="hidden" name="cluster" value={params.cluster} />}
        {params.scan === null ? null : <input type="hidden" name="scan" value={params.scan} />}
        {params.tab === 'risks' ? null : <input type="hidden" name="tab" value={params.tab} />}
        <TextField
          label={t('verb')}
          name="verb"
          required
          mono
          defaultValue={params.verb}
          key={`verb-${params.verb}`}
          placeholder={EXAMPLES[0].verb}
          suggestions={verbs}
          className="w-full sm:w-36"
        />
        <TextField
          label={t('resource')}
          name="resource"
          required
          mono
          defaultValue={params.resource}
          key={`resource-${params.resource}`}
          placeholder={EXAMPLES[0].resource}
          suggestions={resources}
          className="w-full sm:min-w-48 sm:flex-1"
        />
        <TextField
          label={t('in')}
          name="in"
          mono
          defaultValue={params.in}
          key={`in-${params.in}`}
          placeholder={t('inAll')}
          suggestions={namespaces}
          className="w-full sm:w-52"
        />
        <Button type="submit" look="primary" className="max-sm:w-full">
          {t('askButton')}
        </Button>
      </Form>
      <p className="mt-3 flex flex-wrap items-center gap-2 text-sm text-ink-3">
        {t('examples')}
        {EXAMPLES.map(({ verb, resource }) => (
          <ChipLink
            key={`${verb} ${resource}`}
            href={rbacHref({ ...params, verb, resource, page: 1 })}
            isOn={params.verb === verb && params.resource === resource}
          >
            <span className="font-mono text-xs">
              {verb} {resource}
            </span>
          </ChipLink>
        ))}
      </p>
      {children}
    </Panel>
  );
}
