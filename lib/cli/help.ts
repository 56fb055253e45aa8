import { text } from '#lib/model/text.ts';

/** What `merlon --help` prints. */
export const HELP = text(
  `merlon scan: check the security of a Kubernetes cluster or of manifests

  merlon scan --context NAME         scan the cluster of a kubeconfig context
  merlon scan --current-context      scan the current context, or the cluster this pod runs in
  merlon scan --files PATH…          scan manifests: files, folders, or - for standard input
  merlon rbac …                      ask who may do what; see merlon rbac --help
  merlon network …                   ask who reaches whom; see merlon network --help

Options
  --kubeconfig FILE    kubeconfig to read instead of KUBECONFIG or ~/.kube/config
  --complete           with --files: the files hold everything there is, so what is missing does not exist
  --profile NAME       standard, passive (no probes) or secret-names (lists the names of Secrets)
  --format NAME        text, or json for the whole result
  --controls ID,…      run these controls only
  --fail-on LEVEL      critical, high (preset), medium, low, info or never
  --no-probe           send nothing to the ports of nodes
  --probe-allow CIDR,… networks that may be probed; preset: the cluster's own nodes and API endpoints
  --lang NAME          en or zh-CN; preset from LANG
  --help, --version

Exit codes: 0 nothing found at or above the level, 1 something found, 2 could not scan.
`,
  `merlon scan：检查 Kubernetes 集群或清单文件的安全状况

  merlon scan --context 名称         扫描 kubeconfig 上下文所指的集群
  merlon scan --current-context      扫描当前上下文，或本 Pod 所在的集群
  merlon scan --files 路径…          扫描清单：文件、目录，或用 - 表示标准输入
  merlon rbac …                      查询谁可以做什么；见 merlon rbac --help
  merlon network …                   查询谁能访问谁；见 merlon network --help

选项
  --kubeconfig 文件    使用此 kubeconfig，而不是 KUBECONFIG 或 ~/.kube/config
  --complete           与 --files 合用：文件就是全部内容，缺少的即不存在
  --profile 名称       standard、passive（不探测）或 secret-names（列出 Secret 名称）
  --format 名称        text，或 json（完整结果）
  --controls ID,…      只运行这些检查项
  --fail-on 级别       critical、high（默认）、medium、low、info 或 never
  --no-probe           不向节点端口发送任何数据
  --probe-allow 网段,… 允许探测的网段；默认为集群自身的节点和 API 端点
  --lang 名称          en 或 zh-CN；默认取自 LANG
  --help, --version

退出码：0 未发现达到该级别的问题，1 有发现，2 无法扫描。
`,
);
