import { itemsOf } from '#lib/model/collected.ts';
import { text, type Text } from '#lib/model/text.ts';
import type { DataplaneName } from './dataplane.ts';
import { pluginOfSlices, type ReachSlices } from './reach-of-slices.ts';

/** How policies of manifests are enforced where nobody said it. */
interface FilesProfile {
  readonly profile: DataplaneName;
  /** Why it is not the plain reading of the specifications; null where it is. */
  readonly reason: Text | null;
  /** Why even that cannot be told. */
  readonly doubt: Text | null;
}

const PLAIN: FilesProfile = { profile: 'kubernetes', reason: null, doubt: null };

/**
 * Returns the profile of the plugin that manifests show running, or of the one whose own policies they hold;
 * where they show none, as the specifications have it.
 */
export function profileOfFiles(slices: ReachSlices): FilesProfile {
  const { name, enforces, reason } = pluginOfSlices(slices);
  if (name !== null && enforces === 'no') return { profile: 'none', reason, doubt: null };
  const named = planeNamed(name ?? '');
  if (named !== null) return { profile: named, reason, doubt: null };
  const [first, second] = ownersOf(slices);
  if (enforces === 'yes' || first === undefined) return PLAIN;
  if (second !== undefined) return { ...PLAIN, doubt: BOTH };
  return { profile: first.profile, reason: readAs(first.name), doubt: null };
}

function planeNamed(name: string): DataplaneName | null {
  const names = name.split(' + ');
  return OWNERS.find((owner) => names.includes(owner.name))?.profile ?? null;
}

const OWNERS = [
  { name: 'Cilium', profile: 'cilium' },
  { name: 'Calico', profile: 'calico' },
] as const satisfies readonly { readonly name: string; readonly profile: DataplaneName }[];

/** The plugins whose own policies are there. */
function ownersOf(slices: ReachSlices) {
  const count: Readonly<Record<(typeof OWNERS)[number]['name'], number>> = {
    Cilium:
      itemsOf(slices.ciliumNetworkPolicies).length + itemsOf(slices.ciliumClusterwideNetworkPolicies).length,
    Calico: itemsOf(slices.calicoNetworkPolicies).length + itemsOf(slices.calicoGlobalNetworkPolicies).length,
  };
  return OWNERS.filter(({ name }) => count[name] > 0);
}

function readAs(name: string): Text {
  return text(
    `The files show no network plugin and hold policies of ${name}; everything is read as ${name} enforces it. --profile says otherwise.`,
    `文件中没有网络插件，但有 ${name} 的策略；全部按 ${name} 的执行方式解读。可用 --profile 另行指定。`,
  );
}

const BOTH = text(
  'The files show no network plugin and hold policies of Calico and of Cilium; which are enforced cannot be told. Name the plugin with --profile.',
  '文件中没有网络插件，却同时有 Calico 和 Cilium 的策略；无法判断执行的是哪些。请用 --profile 指定插件。',
);
