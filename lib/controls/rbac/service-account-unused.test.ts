import { account, role, roleBinding, serviceAccount } from '#lib/testing/builders/rbac.ts';
import { cronJob, deployment, pod } from '#lib/testing/builders/workloads.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { caseRules } from '#lib/testing/risk-cases.ts';
import { serviceAccountUnused } from './service-account-unused.ts';

const as = (serviceAccountName: string) => ({ spec: { serviceAccountName } });

controlTester(serviceAccountUnused, {
  pass: [
    {
      name: 'a pod, a template and a schedule use them; default and the controllers’ own need nobody',
      slices: {
        serviceAccounts: [
          serviceAccount('web'),
          serviceAccount('api'),
          serviceAccount('nightly'),
          serviceAccount('default'),
          serviceAccount('job-controller', { namespace: 'kube-system' }),
          serviceAccount('legacy-service-account-token-cleaner', { namespace: 'kube-system' }),
        ],
        pods: [pod('a', as('web'))],
        deployments: [deployment('api', as('api'))],
        cronJobs: [cronJob('nightly', as('nightly'))],
      },
    },
  ],
  fail: [
    {
      name: 'one with rights, one without; a pod of another namespace uses another account of that name',
      slices: {
        serviceAccounts: [
          serviceAccount('old'),
          serviceAccount('bare'),
          serviceAccount('old', { namespace: 'bank' }),
          serviceAccount('job-controller'),
        ],
        pods: [pod('a', { namespace: 'bank', ...as('old') })],
        roles: [role('read', caseRules('get pods'))],
        roleBindings: [roleBinding('old', { role: 'Role/read', subjects: [account('old', 'shop')] })],
      },
      expect: [
        'ServiceAccount/shop/old#unused (medium)',
        'ServiceAccount/shop/bare#unused (low)',
        'ServiceAccount/shop/job-controller#unused (low)',
      ],
    },
  ],
});
