import { build, metadata, type ObjectOptions } from '#lib/testing/builders/objects.ts';
import { controlTester } from '#lib/testing/control-tester.ts';
import { legacyTokenSecret } from './legacy-token-secret.ts';

const secret = (name: string, options: ObjectOptions = {}) =>
  build('secrets', { kind: 'Secret', metadata: metadata(name, options) }, {});
const token = {
  'kubernetes.io/service-account.name': 'ci',
  'kubernetes.io/service-account.uid': '5d4a',
};

controlTester(legacyTokenSecret, {
  pass: [
    {
      name: 'other Secrets, one that asks for a token and was given none among them',
      slices: {
        secrets: [
          secret('db'),
          secret('asked', { annotations: { 'kubernetes.io/service-account.name': 'gone' } }),
        ],
      },
    },
  ],
  fail: [
    {
      name: 'a token in use, and one that Kubernetes has marked invalid',
      slices: {
        secrets: [
          secret('ci-token', {
            annotations: token,
            labels: { 'kubernetes.io/legacy-token-last-used': '2026-11-02' },
          }),
          secret('old-token', {
            annotations: token,
            labels: { 'kubernetes.io/legacy-token-invalid-since': '2026-01-02' },
          }),
        ],
      },
      expect: ['Secret/shop/ci-token#token (medium)', 'Secret/shop/old-token#token (low)'],
    },
  ],
});
