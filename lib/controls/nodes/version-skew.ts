import {
  controlPlaneVersions,
  kubeletVersions,
  proxyVersions,
  type ComponentVersion,
} from '#lib/analysis/versions/component-versions.ts';
import { findSkew, type Skew } from '#lib/analysis/versions/version-skew.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { showCommand } from '#lib/controls/show-command.ts';
import { minorName, parseKubeVersion } from '#lib/facts/kube-version.ts';
import type { Unseen, Violation } from '#lib/model/control.ts';
import { byCodeUnit } from '#lib/model/order.ts';
import { text } from '#lib/model/text.ts';

export const versionSkew = defineControl({
  id: 'version-skew',
  aliases: [],
  title: text('Component versions fit together', '各组件版本相互兼容'),
  failTitle: text('Component versions do not fit together', '组件版本差异超出支持范围'),
  description: text(
    'Kubernetes supports kubelets and kube-proxies of up to three minor versions behind the API server (two before 1.25), a controller manager and scheduler of one behind, API servers one apart, and nothing newer than the API server. Beyond that nobody tests the pair, and fixes for one side may not hold.',
    'Kubernetes 支持 kubelet 和 kube-proxy 最多落后 API server 三个次版本（1.25 之前为两个），控制器管理器和调度器最多落后一个，各 API server 之间最多相差一个，且任何组件都不得比 API server 新。超出范围的组合未经测试，单方面的修复可能无效。',
  ),
  remediation: {
    text: text(
      'Upgrade in order: API servers first, then controller manager and scheduler, then node by node the kubelet and kube-proxy, never more than one minor at a time.',
      '按顺序升级：先 API server，再控制器管理器和调度器，最后逐个节点升级 kubelet 和 kube-proxy，每次不超过一个次版本。',
    ),
    command: 'kubeadm upgrade plan',
  },
  messages: {
    newer: text(
      '{program} {version} is newer than the API server {apiServer}.',
      '{program} {version} 比 API server {apiServer} 更新。',
    ),
    older: text(
      '{program} {version} is more than {allowed} minor versions behind the API server {apiServer}.',
      '{program} {version} 落后 API server {apiServer} 超过 {allowed} 个次版本。',
    ),
    behindKubelet: text(
      '{program} {version} is more than {allowed} minor versions behind the newest kubelet ({apiServer}), and no API server may be older than that.',
      '{program} {version} 落后最新的 kubelet（{apiServer}）超过 {allowed} 个次版本，而 API server 不得早于该版本。',
    ),
    apart: text(
      '{program} {version} is more than {allowed} minor version behind another API server ({apiServer}).',
      '{program} {version} 落后另一个 API server（{apiServer}）超过 {allowed} 个次版本。',
    ),
  },
  severity: 'medium',
  category: 'nodes',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N5.1' },
    { framework: 'owasp-k8s', id: 'K10', version: '2022' },
    { framework: 'measures', id: 'S3' },
  ],
  references: [{ title: 'Version skew policy', url: 'https://kubernetes.io/releases/version-skew-policy/' }],
  needs: { version: 'partial', nodes: 'matters', flags: 'matters', daemonSets: 'matters' },
  evaluate: ({ version, nodes, flags, daemonSets }) => {
    const components = [
      ...kubeletVersions(nodes),
      ...controlPlaneVersions(flags),
      ...proxyVersions(daemonSets),
    ];
    const served = version.flatMap(({ gitVersion }) => parseKubeVersion(gitVersion) ?? []);
    const { checked, skews, unread } = findSkew(served, components);
    const verdict = { kind: 'judged', checked, violations: skews.map(violationOf) } as const;
    const isBlind = unread.length > 0 || served.length === 0;
    return isBlind ? { ...verdict, unseen: unreadVersions(unread) } : verdict;
  },
});

function violationOf({ kind, component, against, allowed }: Skew): Violation {
  const { program, resource, path, observed, version } = component;
  const apiServer = minorName(against);
  return {
    resource,
    detailKey: program,
    messageId: kind,
    params: { program, version: version === null ? observed : minorName(version), apiServer, allowed },
    evidence: [
      {
        path,
        observed,
        expected:
          kind === 'newer'
            ? text(`at most ${apiServer}`, `不高于 ${apiServer}`)
            : text(
                `at most ${allowed} minors behind ${apiServer}`,
                `最多落后 ${apiServer} ${allowed} 个次版本`,
              ),
        command: showCommand(resource),
      },
    ],
    ...(kind === 'newer' ? { severity: 'high' } : {}),
  };
}

function unreadVersions(unread: readonly ComponentVersion[]): Unseen {
  const names = unread.map(({ program, resource }) => `${program} (${resource.name})`).toSorted(byCodeUnit);
  const shown = names.slice(0, 3).join(', ') || 'kube-apiserver';
  const reason = text(
    `No version could be read of ${names.length || 1} components, such as ${shown}.`,
    `无法读取 ${names.length || 1} 个组件的版本，例如 ${shown}。`,
  );
  return { reason, gapIds: [] };
}
