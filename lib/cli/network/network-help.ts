import { text } from '#lib/model/text.ts';

/** What `merlon network --help` prints. */
export const NETWORK_HELP = text(
  `merlon network: ask who reaches whom in a cluster or in manifests, with the rule that decides

  merlon network list                       a line for each pair of workloads, or address range, that may talk
  merlon network check FROM TO [PORT]       may one reach the other? Without a port: on which ports
  merlon network explain FROM TO PORT       the same with what decided each side, what nearly did, and what would turn it
  merlon network outside                    what the internet reaches, through which service, Ingress or Gateway
  merlon network findings                   default deny by namespace, idle and contradictory policies, DNS blocked, and who
                                            reaches the API server, etcd, kubelets and the metadata address
  merlon network blast FROM [PORT]          what whoever holds FROM can go on to, hop by hop
  merlon network generate --namespace NS    the least policies for today's traffic of a namespace, as YAML, tried before they
                                            are printed; --deny-default closes it for pods to come, too
  merlon network generate --edge EDGE…      the least policies for chosen connections and no others, each written as list prints
                                            it: "shop/web => shop/db : TCP 5432"; or --edges FILE with one a line, - for
                                            standard input. They stand for all NetworkPolicies of their namespaces
  merlon network generate hosts --table FILE
                                            a host firewall, as objects of Calico or Cilium, for a table of who is to reach
                                            which ports of which nodes: a list of rows with nodes (*, control-plane, workers,
                                            names, labels), ports (22, 53/UDP), from (anyone, internet, nodes, pods, CIDRs)
                                            and access (allowed, denied); the first row that speaks of a cell decides, and
                                            the rest is denied. Tried before it is printed; cells that cannot hold are named.
                                            --keep-failsafe leaves Calico's failsafe ports as they are
  merlon network diff --with FILE…          what the objects of files would change between workloads, for services
                                            and for ways in from the internet; nothing is applied
  merlon network answer --questions FILE    one question a line (JSON: from, to, port, protocol), one answer a line;
                                            - for standard input
  merlon network layers [FROM TO PORT]      the networks of pods, who is on each and what acts there; or whether one
                                            interface may reach another, as namespace/pod@net1 or @network
  merlon network hosts                      who reaches which port of which node past the host firewall

FROM and TO are namespace/pod (or namespace/workload) or an address; PORT is 443, 53/UDP or ICMP. TO may be a service:
svc:namespace/name, or an address of it; the answer is then that of its back ends.

What to read (one of them)
  --context NAME, --current-context, --kubeconfig FILE
  --files PATH…        manifests, - for standard input
Options
  --profile NAME       how policies are enforced: kubernetes, calico, cilium or none; otherwise as the plugin that is
                       seen running does; for files that show none, as the one whose own policies they hold does,
                       or as the specifications have it
  --ipv6               with list and diff: IPv6 ranges, too
  --format NAME        text or json
  --lang NAME          en or zh-CN; preset from LANG

What cannot be told is never a connection and never the lack of one: list and diff tell it on standard error.

Exit codes: 0 answered (check, explain: allowed; diff, generate: no change), 1 check, explain: not allowed, or cannot be told;
diff, generate: changes, or cells that do not hold, 2 could not run, or a line of the questions was none.
`,
  `merlon network：查询集群或清单中谁能访问谁，并给出起决定作用的规则

  merlon network list                       每对可以通信的工作负载（或地址段）一行
  merlon network check 来源 目标 [端口]     前者能否访问后者？不写端口则列出可访问的端口
  merlon network explain 来源 目标 端口     同上，并说明两侧各由什么决定、哪些规则差一点匹配、怎样才会改变
  merlon network outside                    互联网能访问什么，经由哪个 Service、Ingress 或 Gateway
  merlon network findings                   各命名空间的默认拒绝、无效或矛盾的策略、被阻断的 DNS，以及谁能访问
                                            API server、etcd、kubelet 和元数据地址
  merlon network blast 来源 [端口]          掌控来源者可以逐跳到达哪里
  merlon network generate --namespace 命名空间
                                            满足该命名空间现有流量的最小策略（YAML），打印前已验证；
                                            --deny-default 同时默认拒绝将来的 Pod
  merlon network generate --edge 连接…      只放行所选连接的最小策略，每条写法与 list 的输出相同：
                                            "shop/web => shop/db : TCP 5432"；或 --edges 文件（每行一条，- 表示标准输入）。
                                            它们取代所涉命名空间的全部 NetworkPolicy
  merlon network generate hosts --table 文件
                                            按“谁可以访问哪些节点的哪些端口”的表生成主机防火墙（Calico 或 Cilium 对象）。
                                            表由若干行组成，每行包含 nodes（*、control-plane、workers、节点名、标签）、
                                            ports（22、53/UDP）、from（anyone、internet、nodes、pods、CIDR）和
                                            access（allowed、denied）；由第一条涉及该单元格的行决定，其余一律拒绝。
                                            打印前已验证，并列出无法满足的单元格。--keep-failsafe 保留 Calico 的 failsafe 端口
  merlon network diff --with 文件…          这些文件中的对象会给工作负载之间、Service 和来自互联网的入口带来什么变化；
                                            不会应用任何内容
  merlon network answer --questions 文件    每行一个问题（JSON：from、to、port、protocol），每行输出一个答案；
                                            - 表示标准输入
  merlon network layers [来源 目标 端口]    Pod 的各个网络、各网络上有谁、哪些策略在其上生效；或某个接口能否访问
                                            另一个接口，写作 命名空间/Pod@net1 或 @网络名
  merlon network hosts                      谁能越过主机防火墙访问哪个节点的哪个端口

来源和目标写作 命名空间/Pod（或 命名空间/工作负载）或地址；端口写作 443、53/UDP 或 ICMP。
目标也可以是 Service：svc:命名空间/名称，或它的某个地址；此时给出的是其后端的答案。

读取对象（任选其一）
  --context 名称、--current-context、--kubeconfig 文件
  --files 路径…        清单，- 表示标准输入
选项
  --profile 名称       策略的执行方式：kubernetes、calico、cilium 或 none；默认按看到的网络插件；
                       清单中没有插件时，按其中策略所属的插件，否则按规范
  --ipv6               与 list、diff 合用：同时列出 IPv6 地址段
  --format 名称        text 或 json
  --lang 名称          en 或 zh-CN；默认取自 LANG

无法判断的既不算可以通信，也不算不能通信：list 和 diff 会在标准错误中列出。

退出码：0 已回答（check、explain：允许；diff、generate：无变化），1 check、explain：不允许或无法判断；diff、generate：有变化或单元格无法满足，
2 无法运行，或有一行不是问题。
`,
);
