import { makeGap } from '#lib/model/gap.ts';
import type { Gap } from '#lib/model/gap.ts';
import type { SliceName } from '#lib/model/inventory.ts';
import { text } from '#lib/model/text.ts';
import type { Text } from '#lib/model/text.ts';
import type { ManifestProblem } from '#lib/objects/parse-manifests.ts';
import { resourceName } from './collector.ts';
import type { Collector } from './collector.ts';

/** What a slice that files were read for is called in its gaps. */
export interface SliceLabel {
  readonly slice: SliceName;
  readonly resource: string;
}

/** Returns the label of a collector's slice. */
export function labelOf(collector: Collector): SliceLabel {
  return { slice: collector.slice, resource: resourceName(collector) };
}

function fileGap(
  label: SliceLabel,
  reason: 'not-given' | 'malformed',
  words: { message: Text; unlock: Text | null },
): Gap {
  return makeGap({ ...label, reason, verb: null, scope: 'files', ...words });
}

const COMPLETE_HINT = text(
  'Give the list of this kind as the API serves it, or say with --complete that the files are all there is.',
  '请提供 API 返回的该类型完整列表，或用 --complete 声明这些文件就是全部内容。',
);

/** Returns the gap of a kind that no file holds. */
export function notGivenGap(label: SliceLabel): Gap {
  const message = text(`The files hold no ${label.resource}.`, `文件中没有 ${label.resource}。`);
  return fileGap(label, 'not-given', { message, unlock: COMPLETE_HINT });
}

/** Returns the gap of a kind of which the files hold some, perhaps not all. */
export function perhapsMoreGap(label: SliceLabel): Gap {
  const message = text(
    `The files hold some ${label.resource}; whether these are all is not known.`,
    `文件中有部分 ${label.resource}，但无法确定是否为全部。`,
  );
  return fileGap(label, 'not-given', { message, unlock: COMPLETE_HINT });
}

/** Returns the gap that files or documents which could not be read leave in a kind they may have held. */
export function unreadFilesGap(label: SliceLabel, problems: readonly ManifestProblem[]): Gap {
  const [first] = problems;
  const place = first === undefined ? '' : placeOf(first);
  const message = text(
    `${problems.length} of the files' texts could not be read, so ${label.resource} may be missing; the first: ${place}.`,
    `有 ${problems.length} 处文件内容无法读取，可能缺少 ${label.resource}；第一处：${place}。`,
  );
  return fileGap(label, 'malformed', { message, unlock: null });
}

/** Returns the gaps of objects of a kind that have a field of a wrong type: one for each namespace, as far as known. */
export function malformedObjectsGaps(label: SliceLabel, problems: readonly ManifestProblem[]): Gap[] {
  const places = Map.groupBy(problems, ({ namespace }) =>
    namespace === undefined ? 'files' : `namespace/${namespace}`,
  );
  return [...places].map(([scope, some]) => malformedObjectsGap({ ...label, scope }, some));
}

function malformedObjectsGap(
  label: SliceLabel & { readonly scope: string },
  problems: readonly ManifestProblem[],
): Gap {
  const [first] = problems;
  const place = first === undefined ? '' : placeOf(first);
  const message = text(
    `${problems.length} of ${label.resource} could not be understood and were left out; the first: ${place}.`,
    `有 ${problems.length} 个 ${label.resource} 无法解析，已略过；第一个：${place}。`,
  );
  return makeGap({ ...label, reason: 'malformed', verb: 'read', message, unlock: null });
}

/** Returns `file:line:column` of a problem, as far as it is known. */
function placeOf({ file, line, column }: ManifestProblem): string {
  return [file, line, column].filter((part) => part !== null).join(':');
}
