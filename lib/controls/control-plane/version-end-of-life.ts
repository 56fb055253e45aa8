import { kubeletVersions } from '#lib/analysis/versions/component-versions.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { CLUSTER_REF, showCommand } from '#lib/controls/show-command.ts';
import { isProviderBuild, minorName, parseKubeVersion } from '#lib/facts/kube-version.ts';
import { releaseOf, supportedMinors } from '#lib/facts/releases.ts';
import type { Violation } from '#lib/model/control.ts';
import type { ResourceRef } from '#lib/model/resource-ref.ts';
import type { Severity } from '#lib/model/severity.ts';
import { text } from '#lib/model/text.ts';

/** One version in use. */
interface Running {
  readonly program: 'kube-apiserver' | 'kubelet';
  readonly resource: ResourceRef;
  readonly path: string;
  readonly observed: string;
  readonly command: string;
}

export const versionEndOfLife = defineControl({
  id: 'version-end-of-life',
  aliases: [],
  title: text('Kubernetes versions are supported', 'Kubernetes 版本仍受支持'),
  failTitle: text('Kubernetes versions past their end of life', '存在已停止维护的 Kubernetes 版本'),
  stake: text(
    'Holes found in {minor} from now on are not mended upstream',
    '{minor} 此后发现的漏洞，上游不再修复',
  ),
  description: text(
    'Each minor version gets fixes for about 14 months. After its last day new holes stay open in it, whatever their severity. Cloud providers may go on mending their own builds for a while; ask yours.',
    '每个次版本大约获得 14 个月的修复。停止维护后，新发现的漏洞无论多严重都不会再修复。云服务商可能会继续维护自己的构建版本一段时间，请向服务商确认。',
  ),
  remediation: {
    text: text(
      'Plan an upgrade to a supported minor, one minor at a time, control plane first.',
      '规划升级到受支持的次版本，每次升级一个次版本，先升级控制平面。',
    ),
    command: 'kubeadm upgrade plan',
  },
  messages: {
    ended: text(
      '{program} {version}: upstream support of {minor} ended on {day}.',
      '{program} {version}：{minor} 的上游支持已于 {day} 结束。',
    ),
    provider: text(
      '{program} {version}: upstream support of {minor} ended on {day}; only its provider may still mend it.',
      '{program} {version}：{minor} 的上游支持已于 {day} 结束，只有服务商可能继续修复。',
    ),
  },
  severity: 'high',
  category: 'control-plane',
  frameworks: [
    { framework: 'nsa-1.2', id: 'N5.1' },
    { framework: 'mitre-attack', id: 'T1210' },
    { framework: 'owasp-k8s', id: 'K10', version: '2022' },
    { framework: 'measures', id: 'S3' },
  ],
  references: [{ title: 'Releases', url: 'https://kubernetes.io/releases/' }],
  needs: { version: 'partial', nodes: 'matters' },
  evaluate: ({ version, nodes }, { scannedAt }) => {
    const servers = version.map(({ gitVersion }): Running => ({
      program: 'kube-apiserver',
      resource: CLUSTER_REF,
      path: '/version gitVersion',
      observed: gitVersion,
      command: 'kubectl version',
    }));
    const kubelets = kubeletVersions(nodes).map(({ resource, path, observed }): Running => ({
      program: 'kubelet',
      resource,
      path,
      observed,
      command: showCommand(resource, path),
    }));
    const judged = [...servers, ...kubelets].map((running) => ({
      running,
      outcome: judge(running, scannedAt),
    }));
    const violations = judged.flatMap(({ outcome }) => (outcome === 'unknown' ? [] : outcome));
    const [unknown] = judged.filter(({ outcome }) => outcome === 'unknown');
    const verdict = { kind: 'judged', checked: judged.length, violations } as const;
    return unknown === undefined ? verdict : { ...verdict, unseen: unknownVersion(unknown.running.observed) };
  },
});

function judge(running: Running, at: string): Violation[] | 'unknown' {
  const version = parseKubeVersion(running.observed);
  const release = version === null ? null : releaseOf(minorName(version));
  // A minor newer than the table may be anything; nothing is said of it.
  if (version === null || release === null) return 'unknown';
  const supported = supportedMinors(at);
  if (supported.includes(release.minor) || release.released > at.slice(0, 10)) return [];
  const isProvider = isProviderBuild(version);
  const { program, resource, path, observed, command } = running;
  // The API server's age is the cluster's; a node's is mended with less and reaches less far.
  const severity: Severity = program === 'kubelet' || isProvider ? 'medium' : 'high';
  return [
    {
      resource,
      detailKey: program,
      messageId: isProvider ? 'provider' : 'ended',
      params: {
        program,
        version: observed,
        minor: release.minor,
        day: release.endOfLife ?? release.released,
      },
      evidence: [
        {
          path,
          observed,
          expected: supported.join(', ') || text('a supported minor', '仍受支持的次版本'),
          command,
        },
      ],
      severity,
    },
  ];
}

function unknownVersion(observed: string) {
  const shown = observed === '' ? 'none given' : observed;
  const reason = text(
    `Nothing is known of the support of this version: ${shown}.`,
    `未知此版本的支持情况：${observed === '' ? '未提供' : observed}。`,
  );
  return { reason, gapIds: [] };
}
