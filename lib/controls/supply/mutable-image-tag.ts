import { parseImage, type ImageReference } from '#lib/analysis/workloads/image-reference.ts';
import { containerPath, containersOf, type UnitContainer } from '#lib/analysis/workloads/unit-containers.ts';
import { defineControl } from '#lib/controls/define-control.ts';
import { fieldEvidence, judgeUnits } from '#lib/controls/workloads/judge-units.ts';
import type { Violation } from '#lib/model/control.ts';
import { text } from '#lib/model/text.ts';

export const mutableImageTag = defineControl({
  id: 'mutable-image-tag',
  aliases: [],
  title: text('Images are named by a fixed version', '镜像使用固定版本'),
  failTitle: text('Images are named by a moving tag', '镜像使用会变动的标签'),
  description: text(
    'A tag such as latest, stable or 1 points to something else after each release. Two pods of one workload may then run different programs, a rollback brings back nothing, and whoever may push to the registry decides what the next restart runs. A digest names one image for good.',
    'latest、stable 或 1 之类的标签在每次发布后都会指向不同的内容。同一工作负载的两个 Pod 可能运行不同的程序，回滚也无法还原；能向镜像仓库推送的人就能决定下次重启运行什么。摘要（digest）则永远指向同一个镜像。',
  ),
  remediation: {
    text: text(
      'Name the full version and, better, its digest; let a tool raise it by a reviewed change.',
      '使用完整版本号，最好加上摘要；由工具通过经评审的变更来升级。',
    ),
    yaml: `containers:
  - name: web
    image: registry.example.com/web:1.4.2@sha256:DIGEST`,
  },
  messages: {
    latest: text(
      'Container {container} runs {image}: whatever is newest when it starts.',
      '容器 {container} 运行 {image}：启动时的最新版本是什么就运行什么。',
    ),
    moving: text(
      'Container {container} runs {image}: the tag {tag} moves with each release.',
      '容器 {container} 运行 {image}：标签 {tag} 会随每次发布而变动。',
    ),
  },
  severity: 'medium',
  category: 'supply',
  frameworks: [
    { framework: 'cis-k8s', id: '5.5.1', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N1.3' },
    { framework: 'threat-matrix', id: 'MS-TA9002' },
    { framework: 'mitre-attack', id: 'T1525' },
    { framework: 'owasp-k8s', id: 'K02', version: '2022' },
    { framework: 'measures', id: 'S11' },
  ],
  references: [{ title: 'Images', url: 'https://kubernetes.io/docs/concepts/containers/images/' }],
  needs: { workloads: 'matters' },
  evaluate: ({ workloads }) =>
    judgeUnits(workloads, (unit) => containersOf(unit).flatMap((each) => violationsOf(each))),
});

function violationsOf(each: UnitContainer): Violation[] {
  const { unit, podSpec, container } = each;
  const image = parseImage(container.image);
  if (container.image === '' || !isMutable(image)) return [];
  const isLatest = image.tag === null || image.tag === 'latest';
  const observed = container.image;
  return [
    {
      resource: unit.ref,
      detailKey: `${container.name}/image`,
      messageId: isLatest ? 'latest' : 'moving',
      params: { container: container.name, image: observed, tag: image.tag ?? 'latest' },
      evidence: [
        fieldEvidence(unit, {
          podSpec,
          path: `${containerPath(each)}.image`,
          observed,
          expected: text('a full version or a digest', '完整版本号或摘要'),
        }),
      ],
      severity: isLatest ? 'medium' : 'low',
    },
  ];
}

/** By convention a name without digits (`stable`), or a number without a patch (`1`, `v1.25-alpine`), moves. */
function isMutable({ tag, digest }: ImageReference): boolean {
  if (digest !== null) return false;
  if (tag === null || !/\d/.test(tag)) return true;
  return /^v?\d{1,3}(\.\d{1,3})?(-[a-z]+)?$/.test(tag);
}
