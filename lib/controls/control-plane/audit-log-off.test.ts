import { controlTester } from '#lib/testing/control-tester.ts';
import { mirrorPod, pod } from '#lib/testing/builders/workloads.ts';
import { auditLogOff } from './audit-log-off.ts';

const apiServer = (...flags: string[]) => mirrorPod('kube-apiserver', 'cp-1', ['kube-apiserver', ...flags]);
const policy = '--audit-policy-file=/etc/kubernetes/audit.yaml';

controlTester(auditLogOff, {
  pass: [
    {
      name: 'a policy and a log file',
      slices: { pods: [apiServer(policy, '--audit-log-path=/var/log/audit.log')] },
    },
    {
      name: 'a policy and a receiver',
      slices: { pods: [apiServer(policy, '--audit-webhook-config-file=/etc/hook')] },
    },
    { name: 'events to standard output', slices: { pods: [apiServer(policy, '--audit-log-path=-')] } },
  ],
  fail: [
    {
      name: 'one API server of two without any of it',
      slices: {
        pods: [
          apiServer(),
          mirrorPod('kube-apiserver', 'cp-2', [
            'kube-apiserver',
            policy,
            '--audit-log-path=/var/log/audit.log',
          ]),
        ],
      },
      expect: ['Pod/kube-system/kube-apiserver-cp-1#audit (medium)'],
    },
    { name: 'a policy with nowhere to write', slices: { pods: [apiServer(policy)] }, expect: ['noBackend'] },
    {
      name: 'a log file whose path is empty',
      slices: { pods: [apiServer(policy, '--audit-log-path=')] },
      expect: ['noBackend'],
    },
    {
      name: 'a log file without a policy',
      slices: { pods: [apiServer('--audit-log-path=/x')] },
      expect: ['noPolicy'],
    },
  ],
  other: [{ name: 'no API server is seen', outcome: 'not-assessed', slices: { pods: [pod('web')] } }],
});
