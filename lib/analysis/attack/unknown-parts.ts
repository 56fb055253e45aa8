import type { UnknownPart } from '#lib/model/escalation.ts';
import { text } from '#lib/model/text.ts';

/** The lists that steps stand on; each may be unread. */
export const ATTACK_SLICES = [
  'serviceAccounts',
  'pods',
  'nodes',
  'namespaces',
  'secrets',
  'configMaps',
  'version',
  'mutatingWebhookConfigurations',
  'validatingWebhookConfigurations',
  'validatingAdmissionPolicies',
  'validatingAdmissionPolicyBindings',
] as const;
export type AttackSlice = (typeof ATTACK_SLICES)[number];

/** What a step needs and a scan may not have seen, as one says it after "not known:". */
export const UNKNOWN_PARTS = {
  serviceAccounts: part('serviceAccounts', 'which service accounts exist', '有哪些服务账号'),
  pods: part('pods', 'which pods run, where and as whom', '有哪些 Pod、运行在哪个节点、使用哪个账号'),
  nodes: part('nodes', 'which nodes there are', '有哪些节点'),
  namespaces: part(
    'namespaces',
    'which Pod Security level the namespace enforces',
    '命名空间强制的 Pod 安全级别',
  ),
  secrets: part(
    'secrets',
    'whether a Secret holds a service account token',
    '是否有 Secret 存放着服务账号令牌',
  ),
  configMaps: part('configMaps', 'whether the aws-auth ConfigMap is there', 'aws-auth ConfigMap 是否存在'),
  version: part('version', 'the version of the API server', 'API 服务器的版本'),
  mutatingWebhookConfigurations: part(
    'mutatingWebhookConfigurations',
    'which mutating webhooks there are to change',
    '有哪些可修改的 mutating webhook',
  ),
  validatingWebhookConfigurations: part(
    'validatingWebhookConfigurations',
    'which admission webhooks judge pods',
    '哪些准入 webhook 会检查 Pod',
  ),
  validatingAdmissionPolicies: part(
    'validatingAdmissionPolicies',
    'which admission policies judge pods',
    '哪些准入策略会检查 Pod',
  ),
  validatingAdmissionPolicyBindings: part(
    'validatingAdmissionPolicyBindings',
    'which admission policies are in force',
    '哪些准入策略已生效',
  ),
  apiServerFlags: part(
    'apiServerFlags',
    'the settings of the API server (its flags cannot be seen)',
    'API 服务器的设置（看不到其启动参数）',
  ),
  controllerManagerFlags: part(
    'controllerManagerFlags',
    'whether the controller manager signs client certificates',
    '控制器管理器是否签发客户端证书',
  ),
  admissionConfiguration: part(
    'admissionConfiguration',
    'the default Pod Security level in the API server’s admission configuration file',
    'API 服务器准入配置文件中的默认 Pod 安全级别',
  ),
  podSecurityPolicy: part(
    'podSecurityPolicy',
    'what the PodSecurityPolicies allow',
    'PodSecurityPolicy 允许哪些内容',
  ),
  standardInput: part(
    'standardInput',
    'whether a container of the pod reads its standard input',
    'Pod 中是否有容器读取标准输入',
  ),
  authenticationMode: part(
    'authenticationMode',
    'whether EKS still reads aws-auth (authentication mode)',
    'EKS 是否仍读取 aws-auth（认证模式）',
  ),
} as const;

/** Returns the part that an admission webhook or policy decides, which no scan can foresee. */
export function judgedBy(name: string): UnknownPart {
  return part(`admission:${name}`, `whether ${name} refuses the pod`, `${name} 是否会拒绝该 Pod`);
}

function part(id: string, en: string, zh: string): UnknownPart {
  return { id, text: text(en, zh) };
}
