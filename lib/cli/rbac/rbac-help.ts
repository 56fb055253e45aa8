import { text } from '#lib/model/text.ts';

/** What `merlon rbac --help` prints. */
export const RBAC_HELP = text(
  `merlon rbac: ask who may do what in a cluster or in manifests, with the grants behind each answer

  merlon rbac can SUBJECT VERB RESOURCE [NAME]   may somebody do it? RESOURCE is resource[.group][/subresource]
                                                 (short names such as deploy too) or a path such as /metrics
  merlon rbac who-can VERB RESOURCE [NAME]       everybody who may
  merlon rbac list SUBJECT                       every rule that holds for a subject
  merlon rbac risks [SUBJECT]                    what is risky about the rights of one subject, or of each
  merlon rbac escalate SUBJECT                   its shortest way to full rights over the cluster, step by step
  merlon rbac stranger                           what may be done without any credential
  merlon rbac equal                              subjects with equal rights
  merlon rbac without BINDING                    what would be lost with clusterrolebinding/NAME or rolebinding/NS/NAME
  merlon rbac changes --before PATH…             rights gained and lost since an earlier state in files
  merlon rbac answer --questions FILE            one SubjectAccessReview spec a line (JSON), one answer a line;
                                                 - for standard input. Groups, API group and resource are taken as
                                                 they stand, as the server takes them

SUBJECT is user:jane, group:devs or serviceaccount:namespace/name. The groups that a name implies, such as
system:authenticated, are added; a group stands for a member of it without a name.

What to read (one of them)
  --context NAME, --current-context, --kubeconfig FILE
  --files PATH…        manifests, - for standard input; --complete: they hold everything there is
Options
  -n, --namespace NS   ask about this namespace; without it about the whole cluster
  --group NAME         one more group of the subject; may be given again
  --authorization-mode LIST   modes of the API server, such as Node,RBAC, where they cannot be seen
  --expand             with list: wildcards written out over what the cluster serves
  --format NAME        text or json
  --lang NAME          en or zh-CN; preset from LANG

What RBAC does not allow another authorizer may: the answer names those in force. Where lists could not be read, the
answer is "at least" and names what is missing.

Exit codes: 0 answered (can: yes; changes, risks, escalate: none), 1 can: no; changes, risks, escalate: some, 2 could
not run, or a line of the questions was none.
`,
  `merlon rbac：查询集群或清单中谁可以做什么，并给出每个答案所依据的授权

  merlon rbac can 主体 动词 资源 [名称]          某主体是否可以执行？资源写作 资源[.组][/子资源]（也可用 deploy
                                                 等简称），或 /metrics 之类的路径
  merlon rbac who-can 动词 资源 [名称]           所有可以执行的主体
  merlon rbac list 主体                          对某主体生效的全部规则
  merlon rbac risks [主体]                       某个或每个主体的权限中有哪些危险
  merlon rbac escalate 主体                      其获得集群全部权限的最短途径，逐步列出
  merlon rbac stranger                           不带任何凭据可以做什么
  merlon rbac equal                              权限相同的主体
  merlon rbac without 绑定                       去掉 clusterrolebinding/名称 或 rolebinding/命名空间/名称 会失去什么
  merlon rbac changes --before 路径…             与文件中较早的状态相比，权限的增减
  merlon rbac answer --questions 文件            每行一个 SubjectAccessReview 的 spec（JSON），每行输出一个答案；
                                                 - 表示标准输入。组、API 组和资源均按原样处理，与服务器一致

主体写作 user:jane、group:devs 或 serviceaccount:命名空间/名称。名称隐含的组（例如 system:authenticated）会自动加上；
组代表其中一个没有名字的成员。

读取对象（任选其一）
  --context 名称、--current-context、--kubeconfig 文件
  --files 路径…        清单，- 表示标准输入；--complete：文件就是全部内容
选项
  -n, --namespace 名称 针对此命名空间提问；不写则针对整个集群
  --group 名称         主体所属的另一个组；可多次给出
  --authorization-mode 列表   无法看到时指明 API server 的鉴权模式，例如 Node,RBAC
  --expand             与 list 合用：按集群提供的资源展开通配符
  --format 名称        text 或 json
  --lang 名称          en 或 zh-CN；默认取自 LANG

RBAC 不允许的操作，其他鉴权器可能允许：答案会列出正在生效的鉴权器。有列表未能读取时，答案为“至少如此”，并指出缺少什么。

退出码：0 已回答（can：可以；changes、risks、escalate：无），1 can：不可以；changes、risks、escalate：有，
2 无法运行，或有一行不是问题。
`,
);
