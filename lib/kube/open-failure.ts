import { MerlonError, type ErrorCode } from '#lib/errors.ts';
import { text, type Text } from '#lib/model/text.ts';

/** What a sentence about a failed connection names. */
export interface Attempt {
  readonly server: string;
  /** Proxy between here and there, without its password. */
  readonly proxy: string | null;
  readonly detail: string;
}

type Sentence = (attempt: { server: string; zhServer: string; detail: string }) => Text;

const SENTENCES: Readonly<Partial<Record<ErrorCode, Sentence>>> = {
  refused: ({ server, zhServer }) =>
    text(
      `${server} refuses connections: check that the API server runs and that the address and port are right.`,
      `${zhServer} 拒绝连接：请确认 API 服务器正在运行，且地址和端口正确。`,
    ),
  'timed-out': ({ server, zhServer }) =>
    text(
      `${server} did not answer in time: check the network between here and there, VPN and firewall included.`,
      `${zhServer} 没有及时应答：请检查到该地址的网络，包括 VPN 和防火墙。`,
    ),
  'name-not-resolved': ({ server, zhServer }) =>
    text(
      `The name in ${server} cannot be resolved: check its spelling and the DNS of this machine.`,
      `无法解析 ${zhServer} 中的主机名：请检查拼写和本机的 DNS。`,
    ),
  'certificate-untrusted': ({ server, zhServer, detail }) =>
    text(
      `The certificate of ${server} is signed by an authority this context does not know (${detail}): put the cluster's CA into certificate-authority-data.`,
      `${zhServer} 的证书由此上下文不信任的机构签发（${detail}）：请将集群的 CA 写入 certificate-authority-data。`,
    ),
  'certificate-name-mismatch': ({ server, zhServer }) =>
    text(
      `The certificate of ${server} is made out to other names: use one of those in the context, or set tls-server-name.`,
      `${zhServer} 的证书不是为该主机名签发的：请在上下文中使用证书上的名称，或设置 tls-server-name。`,
    ),
  'certificate-expired': ({ server, zhServer }) =>
    text(
      `The certificate of ${server} has expired or is not valid yet: renew it, or correct the clock of this machine.`,
      `${zhServer} 的证书已过期或尚未生效：请续期证书，或校正本机时钟。`,
    ),
  'client-certificate-expired': ({ server, zhServer }) =>
    text(
      `${server} says that the client certificate of this context has expired: renew it or fetch a new kubeconfig.`,
      `${zhServer} 表示此上下文的客户端证书已过期：请续期或获取新的 kubeconfig。`,
    ),
  'not-tls': ({ server, zhServer }) =>
    text(
      `${server} does not speak TLS: check the port, or write http:// in the kubeconfig if that is meant.`,
      `${zhServer} 不使用 TLS：请检查端口；如果确实如此，请在 kubeconfig 中写成 http://。`,
    ),
  unauthorized: ({ server, zhServer, detail }) =>
    text(
      `${server} does not accept the credential of this context (${detail}): sign in again, or fetch a new kubeconfig.`,
      `${zhServer} 不接受此上下文的凭据（${detail}）：请重新登录，或获取新的 kubeconfig。`,
    ),
  'server-error': ({ server, zhServer, detail }) =>
    text(
      `${server} answers, but not as a Kubernetes API (${detail}): check the address, and the API server's own health.`,
      `${zhServer} 有应答，但不像 Kubernetes API（${detail}）：请检查地址以及 API 服务器的状态。`,
    ),
  unreachable: ({ server, zhServer, detail }) =>
    text(
      `${server} cannot be reached (${detail}): check the network between here and there.`,
      `无法连接 ${zhServer}（${detail}）：请检查到该地址的网络。`,
    ),
};

/** Returns the error for a cluster that cannot be opened, with a sentence that says what to do. */
export function openFailure(code: ErrorCode, { server, proxy, detail }: Attempt): MerlonError {
  const named = SENTENCES[code] === undefined ? 'unreachable' : code;
  const sentence = SENTENCES[named];
  if (sentence === undefined) throw new Error(`no sentence for ${code}`);
  return new MerlonError(
    named,
    sentence({
      server: proxy === null ? server : `${server} (through the proxy ${proxy})`,
      zhServer: proxy === null ? server : `${server}（经代理 ${proxy}）`,
      detail,
    }),
  );
}
