import { makeGap, type Gap } from '#lib/model/gap.ts';
import { text } from '#lib/model/text.ts';
import { resourceName, type Collector } from './collector.ts';

/** Returns the gap of a kind that the cluster does not serve. */
export function absentGap(collector: Collector): Gap {
  const resource = resourceName(collector);
  return makeGap({
    slice: collector.slice,
    reason: 'absent',
    verb: null,
    resource,
    scope: 'cluster',
    message: text(`The cluster does not serve ${resource}.`, `集群不提供 ${resource}。`),
    unlock: null,
  });
}

/** Returns the gap of a kind that is listed under a profile other than the scan's. */
export function disabledGap(collector: Collector): Gap {
  const resource = resourceName(collector);
  const profile = collector.profile ?? '';
  return makeGap({
    slice: collector.slice,
    reason: 'disabled',
    verb: null,
    resource,
    scope: 'cluster',
    message: text(
      `The names of ${resource} were not read: only scans with the profile ${profile} do.`,
      `未读取 ${resource} 的名称：只有配置 ${profile} 的扫描才会读取。`,
    ),
    unlock: text(
      `Scan with the profile ${profile}, as a user who may list ${resource}. Merlon asks for metadata alone, but the right itself opens the values too.`,
      `使用配置 ${profile} 扫描，且用户有权列出 ${resource}。Merlon 只请求元数据，但该权限本身也能读取其内容。`,
    ),
  });
}
