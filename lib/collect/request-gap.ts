import type { ApiFailure } from '#lib/kube/cluster-access.ts';
import { makeGap, type Gap, type GapReason } from '#lib/model/gap.ts';
import { text, type Text } from '#lib/model/text.ts';

/** What was asked for when a request came to nothing. */
export interface Request {
  readonly slice: string;
  readonly verb: 'list' | 'get';
  /** `resource.group`, or a path of the API server. */
  readonly resource: string;
  /** Null asks for the whole cluster. */
  readonly namespace: string | null;
}

/** What to add to a gap's sentence, such as how far a list came. */
export interface GapDetail {
  readonly note?: Text;
}

const CAUSES: Readonly<Record<GapReason, Text>> = {
  forbidden: text('this user may not', '当前用户没有权限'),
  unauthorized: text('the credential is no longer accepted', '凭据不再被接受'),
  timeout: text('the API server did not answer in time', 'API 服务器没有及时应答'),
  unreachable: text('the API server could not be reached', '无法连接 API 服务器'),
  malformed: text('the answer could not be understood', '无法解析应答'),
  truncated: text('the answer broke off', '应答不完整'),
  'server-error': text('the API server answered with an error', 'API 服务器返回错误'),
  throttled: text('the API server turned the request away as too many', 'API 服务器因请求过多而拒绝'),
  cancelled: text('the scan was cancelled', '扫描已取消'),
  absent: text('the cluster does not serve it', '集群不提供该资源'),
  disabled: text('it is left out', '未启用'),
  'not-given': text('no file held it', '文件中没有'),
};

/** Returns the gap for a request that failed; a refusal says which rule would allow it. */
export function requestGap(request: Request, failure: ApiFailure, { note }: GapDetail = {}): Gap {
  const { slice, verb, resource, namespace } = request;
  const { reason } = failure;
  const failed = sentenceOf(request, failure);
  return makeGap({
    slice,
    reason,
    verb,
    resource,
    scope: namespace === null ? 'cluster' : `namespace/${namespace}`,
    message: note === undefined ? failed : text(`${failed.en} ${note.en}`, failed['zh-CN'] + note['zh-CN']),
    unlock: reason === 'forbidden' ? allowingRule(request) : null,
  });
}

function sentenceOf(request: Request, { reason, message }: ApiFailure): Text {
  const cause = CAUSES[reason];
  // The server's own words help only where its answer is the trouble.
  const said = reason === 'server-error' || reason === 'malformed' ? ` (${message})` : '';
  const asked = askedFor(request);
  return text(
    `Could not ${asked.en}: ${cause.en}${said}.`,
    `无法${asked['zh-CN']}：${cause['zh-CN']}${said}。`,
  );
}

function askedFor({ verb, resource, namespace }: Request): Text {
  const zhVerb = verb === 'list' ? '列出' : '读取';
  if (resource.startsWith('/')) return text(`${verb} ${resource}`, `${zhVerb} ${resource}`);
  return namespace === null
    ? text(`${verb} ${resource} in the whole cluster`, `在整个集群中${zhVerb} ${resource}`)
    : text(
        `${verb} ${resource} in namespace ${namespace}`,
        `在命名空间 ${namespace} 中${zhVerb} ${resource}`,
      );
}

function allowingRule({ verb, resource, namespace }: Request): Text {
  if (resource.startsWith('/')) {
    const rule = `{nonResourceURLs: ["${resource}"], verbs: ["get"]}`;
    return text(
      `A ClusterRole with the rule ${rule}, bound to this user.`,
      `绑定到当前用户的 ClusterRole，规则为 ${rule}。`,
    );
  }
  const [plural = resource, ...group] = resource.split('.');
  const rule = `{apiGroups: ["${group.join('.')}"], resources: ["${plural}"], verbs: ["${verb}"]}`;
  const kind = namespace === null ? 'ClusterRole' : 'Role';
  return text(
    `A ${kind} with the rule ${rule}, bound to this user.`,
    `绑定到当前用户的 ${kind}，规则为 ${rule}。`,
  );
}
