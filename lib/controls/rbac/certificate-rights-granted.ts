import { text } from '#lib/model/text.ts';
import { defineRiskFamily } from './define-risk-family.ts';

export const certificateRightsGranted = defineRiskFamily({
  family: 'certificates',
  id: 'certificate-rights-granted',
  title: text('Nobody was given the making of client certificates', '没有主体被授予签发客户端证书的权限'),
  failTitle: text('Subjects may make client certificates', '有主体可以签发客户端证书'),
  stake: text(
    'A certificate made in another’s name cannot be taken back before it ends',
    '以他人名义签发的证书，到期之前无法收回',
  ),
  description: text(
    'A client certificate is an identity that cannot be taken back before it ends. Approving asks for both the approval and the signer, by its full name or its domain. Certificates for system:masters are refused by the server: the way leads through a name or an organisation that is bound to something strong.',
    '客户端证书是一种在到期前无法收回的身份。批准需要同时具备批准权和对签名者（完整名称或其域）的权限。API server 会拒绝 system:masters 的证书：可行的途径是使用绑定了强权限的名称或组织。',
  ),
  remediation: {
    text: text(
      'Leave approval to the controller made for it, and name its one signer in resourceNames.',
      '由专门的控制器批准，并在 resourceNames 中列明唯一的签名者。',
    ),
  },
  severity: 'high',
  frameworks: [
    { framework: 'cis-k8s', id: '5.1.11', version: '1.12' },
    { framework: 'nsa-1.2', id: 'N3.2' },
    { framework: 'owasp-k8s', id: 'K03', version: '2022' },
  ],
  references: [
    {
      title: 'Good practices: CSRs and certificate issuing',
      url: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
    },
  ],
});
