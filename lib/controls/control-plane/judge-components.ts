import { NOT_SET } from '#lib/controls/not-set.ts';
import {
  instancesOf,
  type Component,
  type ComponentFlags,
  type ComponentInstance,
} from '#lib/analysis/control-plane/component-flags.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import type { Evidence, Unseen, Verdict, Violation } from '#lib/model/control.ts';
import { text, type Shown } from '#lib/model/text.ts';

/** Returns the verdict over all instances of a component; one that runs where it cannot be seen is no pass. */
export function judgeComponents(
  flags: ComponentFlags,
  component: Component,
  judge: (instance: ComponentInstance) => Violation[] | 'unknown',
): Verdict {
  const instances = instancesOf(flags, component);
  const judged = instances.map((instance) => ({ instance, outcome: judge(instance) }));
  const violations = judged.flatMap(({ outcome }) => (outcome === 'unknown' ? [] : outcome));
  const hidden = judged.find(({ outcome }) => outcome === 'unknown');
  const verdict = { kind: 'judged', checked: instances.length, violations } as const;
  if (instances.length === 0) return { ...verdict, unseen: notVisible(component) };
  return hidden === undefined ? verdict : { ...verdict, unseen: inFile(hidden.instance) };
}

/** Returns a flag as evidence; `observed` is null where it was not given. */
export function flagEvidence(
  { resource, path }: ComponentInstance,
  flag: { readonly name: string; readonly observed: string | null; readonly expected: Shown },
): Evidence {
  return {
    path: `${path} --${flag.name}`,
    observed: flag.observed ?? NOT_SET,
    expected: flag.expected,
    command: showCommand(resource),
  };
}

function notVisible(component: Component): Unseen {
  const reason = text(
    `No ${component} runs as a static pod here: a provider manages it, or it runs outside of pods. Its flags cannot be seen through the API.`,
    `此处没有以静态 Pod 运行的 ${component}：它由服务商托管，或在 Pod 之外运行，无法通过 API 查看其参数。`,
  );
  return { reason, gapIds: [] };
}

function inFile({ component, resource }: ComponentInstance): Unseen {
  const reason = text(
    `${component} (${resource.name}) takes this setting from a file on its node.`,
    `${component}（${resource.name}）从节点上的文件读取此设置。`,
  );
  return { reason, gapIds: [] };
}
