import { subjectLabel } from '#lib/analysis/rbac/subject-ref.ts';
import type { ChainPlace, EscalationEdge } from '#lib/model/escalation.ts';
import { text, type Text, type TextParams } from '#lib/model/text.ts';

/** What each step does, with the places it leads from and to. */
const TEXTS: Readonly<Record<EscalationEdge, Text>> = {
  ROLE_BIND: text(
    '{from} writes a binding that gives itself {detail}.',
    '{from} 写入一个绑定，将 {detail} 授予自己。',
  ),
  ROLE_ESCALATE: text(
    '{from} writes every right into a role it has or may bind ({detail}).',
    '{from} 将全部权限写入自己拥有或可以绑定的角色（{detail}）。',
  ),
  IDENTITY_IMPERSONATE: text('{from} acts as {to}.', '{from} 冒充 {to}。'),
  IMPERSONATE_CONSTRAINED: text(
    '{from} acts as {to} in the constrained mode {detail}.',
    '{from} 以受限模式 {detail} 冒充 {to}。',
  ),
  AWS_AUTH_WRITE: text(
    '{from} writes a cloud account into aws-auth as a member of system:masters.',
    '{from} 在 aws-auth 中将一个云账号写为 system:masters 的成员。',
  ),
  TOKEN_REQUEST: text(
    '{from} asks the API server for a token of {to}.',
    '{from} 向 API 服务器申请 {to} 的令牌。',
  ),
  CSR_APPROVE: text(
    '{from} requests and approves a client certificate in the name of {to}.',
    '{from} 申请并自行批准一张 {to} 名义的客户端证书。',
  ),
  TOKEN_SECRET_CREATE: text(
    '{from} makes a token Secret for {to} and reads the token filled into it.',
    '{from} 为 {to} 创建令牌 Secret，并读取写入其中的令牌。',
  ),
  POD_CREATE_SA: text(
    '{from} has a pod run as {to} ({detail}).',
    '{from} 让一个 Pod 以 {to} 的身份运行（{detail}）。',
  ),
  POD_EXEC: text(
    '{from} runs commands in a running pod and has what lies in it: {to}.',
    '{from} 在运行中的 Pod 内执行命令，取得其中的内容：{to}。',
  ),
  POD_EPHEMERAL: text(
    '{from} puts a debug container into a running pod and has {to}.',
    '{from} 向运行中的 Pod 加入调试容器，取得 {to}。',
  ),
  POD_PATCH: text(
    '{from} exchanges the image of a running pod and has {to}.',
    '{from} 替换运行中 Pod 的镜像，取得 {to}。',
  ),
  NODE_PROXY: text(
    '{from} runs commands in a pod through the kubelet and has {to}.',
    '{from} 通过 kubelet 在 Pod 内执行命令，取得 {to}。',
  ),
  TOKEN_LIST: text(
    '{from} reads the Secret that holds the token of {to}.',
    '{from} 读取存放 {to} 令牌的 Secret。',
  ),
  TOKEN_BRUTEFORCE: text(
    '{from} reads the Secret that holds the token of {to}, by its name.',
    '{from} 按名称读取存放 {to} 令牌的 Secret。',
  ),
  POD_CREATE: text('{from} has a privileged pod run on {to}.', '{from} 让一个特权 Pod 运行在 {to} 上。'),
  WORKLOAD_CREATE: text(
    '{from} has a {detail} run a privileged pod on {to}.',
    '{from} 通过 {detail} 让一个特权 Pod 运行在 {to} 上。',
  ),
  PSA_BYPASS: text(
    '{from} makes or relabels a namespace so that Pod Security admission lets a privileged pod in, and has it run on {to}.',
    '{from} 创建命名空间或修改其标签，使 Pod 安全准入放行特权 Pod，并让其运行在 {to} 上。',
  ),
  PV_HOSTPATH: text(
    '{from} mounts the files of {to} through a hostPath volume of its own.',
    '{from} 通过自建的 hostPath 卷挂载 {to} 的文件。',
  ),
  WEBHOOK_MUTATE: text(
    '{from} writes a {detail} that changes what others write.',
    '{from} 写入一个 {detail}，篡改他人写入的对象。',
  ),
  POD_ATTACH_API: text(
    '{from} attaches to a running pod and has {to}.',
    '{from} 附加到运行中的 Pod，取得 {to}。',
  ),
  BOOTSTRAP_TOKEN: text(
    '{from} makes a join token and logs in as {to}.',
    '{from} 创建节点加入令牌，以 {to} 身份登录。',
  ),
  CSR_NODE_CLIENT: text(
    '{from} requests a node’s client certificate, which the cluster approves by itself: {to}.',
    '{from} 申请节点的客户端证书，集群会自动批准：{to}。',
  ),
  NODE_DRAIN_STEAL: text(
    '{from}, whose pod rules {detail}, closes the other nodes and removes pods until one of {to} comes there.',
    '{from} 的 Pod 已控制 {detail}，它将其他节点设为不可调度并移除 Pod，直到 {to} 的 Pod 被调度过来。',
  ),
  CE_NSENTER: text(
    '{from} enters the processes of {to} ({detail}).',
    '{from} 进入 {to} 的进程（{detail}）。',
  ),
  CE_PRIV_MOUNT: text('{from} mounts the disk of {to} ({detail}).', '{from} 挂载 {to} 的磁盘（{detail}）。'),
  CE_WINDOWS_HOSTPROCESS: text(
    '{from} is a process of {to} ({detail}).',
    '{from} 就是 {to} 上的进程（{detail}）。',
  ),
  RUNTIME_SOCKET_NODE: text(
    '{from} has the container runtime of {to} start anything ({detail}).',
    '{from} 可让 {to} 的容器运行时启动任意容器（{detail}）。',
  ),
  CE_STATIC_POD: text(
    '{from} writes a static pod for {to} ({detail}).',
    '{from} 为 {to} 写入静态 Pod（{detail}）。',
  ),
  CE_KUBELET_CREDS: text(
    '{from} reads the credentials of {to} ({detail}).',
    '{from} 读取 {to} 的凭据（{detail}）。',
  ),
  CE_MODULE_LOAD: text(
    '{from} loads code into the kernel of {to} ({detail}).',
    '{from} 向 {to} 的内核加载代码（{detail}）。',
  ),
  CE_SYS_PTRACE: text(
    '{from} puts code into a process of {to} ({detail}).',
    '{from} 向 {to} 的进程注入代码（{detail}）。',
  ),
  EXPLOIT_HOST_WRITE: text(
    '{from} writes what {to} runs ({detail}).',
    '{from} 写入会被 {to} 执行的文件（{detail}）。',
  ),
  EXPLOIT_HOST_READ: text(
    '{from} reads the keys of {to} ({detail}).',
    '{from} 读取 {to} 的密钥（{detail}）。',
  ),
  CE_CAP_SYS_ADMIN: text(
    '{from} reaches {to} by mounting ({detail}).',
    '{from} 借助挂载能力触及 {to}（{detail}）。',
  ),
  CE_DAC_READ_SEARCH: text(
    '{from} opens any file of {to} ({detail}).',
    '{from} 可打开 {to} 的任意文件（{detail}）。',
  ),
  CE_SYS_RAWIO: text(
    '{from} reads the devices of {to} ({detail}).',
    '{from} 直接读取 {to} 的设备（{detail}）。',
  ),
  CE_BPF: text('{from} reads the memory of {to} ({detail}).', '{from} 读取 {to} 的内存（{detail}）。'),
  NODE_CONTROL_PLANE: text(
    '{from} belongs to the control plane: the keys of the cluster lie on it.',
    '{from} 属于控制平面，集群的密钥就存放在上面。',
  ),
  TOKEN_STEAL: text(
    'On {from} lies the token of {to}, in a pod that runs there.',
    '{from} 上运行的 Pod 中存有 {to} 的令牌。',
  ),
  IDENTITY_ASSUME: text('{from} acts as itself: {to}.', '{from} 以自身身份操作：{to}。'),
};

/** Returns the template of a step. */
export function stepText(edge: EscalationEdge): Text {
  return TEXTS[edge];
}

/** Returns what stands in the template, in words both languages use. */
export function stepParams({
  from,
  to,
  detail,
}: {
  from: ChainPlace;
  to: ChainPlace;
  detail: string;
}): TextParams {
  return { from: placeLabel(from), to: placeLabel(to), detail };
}

function placeLabel(place: ChainPlace): string {
  switch (place.kind) {
    case 'subject':
      return subjectLabel(place.subject);
    case 'mode':
      return `${subjectLabel(place.subject)} (${place.mode})`;
    case 'role': {
      const { role, namespace } = place;
      return namespace === null ? `${role.kind} ${role.name}` : `${role.kind} ${role.name} @ ${namespace}`;
    }
    case 'pod':
      return `${place.pod.kind} ${place.pod.namespace ?? ''}/${place.pod.name}`;
    case 'node':
      return `Node ${place.name}`;
    case 'cluster':
      return 'cluster-admin';
  }
}
