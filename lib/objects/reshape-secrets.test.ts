import { describe, expect, test } from 'vitest';
import { reshape } from './reshape.ts';

const POD = { apiVersion: 'v1', kind: 'Pod' };
const metadata = { name: 'web', namespace: 'shop' };
const container = { name: 'app', image: 'registry.example/app:1.2.3' };

function pod(more: Record<string, unknown>, fields: Record<string, unknown> = {}) {
  const spec = { containers: [{ ...container, ...fields }] };
  return reshape('pods', { metadata: { ...metadata, ...more }, spec }, POD);
}

function podOf(fields: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return pod(more, fields).spec.containers[0];
}

describe('what is left out', () => {
  test('environment variables keep their name and source, never their value', () => {
    const valueFrom = { secretKeyRef: { name: 's', key: 'k' } };
    const env = [
      { name: 'A', value: 'hunter2' },
      { name: 'B', valueFrom },
    ];
    expect(podOf({ env })?.env).toEqual([{ name: 'A' }, { name: 'B', valueFrom }]);
  });

  test("settings of Calico's agent about ports of hosts keep their value, where it has their form", () => {
    const env = [
      { name: 'FELIX_FAILSAFEINBOUNDHOSTPORTS', value: 'tcp:10.0.0.0/8:22,udp:68' },
      { name: 'FELIX_FAILSAFEOUTBOUNDHOSTPORTS', value: 'hunter2' },
      { name: 'FELIX_PROMETHEUSMETRICSENABLED', value: 'true' },
    ];
    expect(podOf({ env })?.env).toEqual([
      { name: 'FELIX_FAILSAFEINBOUNDHOSTPORTS', value: 'tcp:10.0.0.0/8:22,udp:68' },
      { name: 'FELIX_FAILSAFEOUTBOUNDHOSTPORTS' },
      { name: 'FELIX_PROMETHEUSMETRICSENABLED' },
    ]);
  });

  test('an application keeps no command line; a component of the control plane keeps its flags', () => {
    const api = {
      name: 'kube-apiserver',
      command: ['kube-apiserver', '--anonymous-auth=false'],
      args: ['--v=2'],
    };
    expect(podOf(api, { namespace: 'kube-system' })).toMatchObject({
      command: ['kube-apiserver', '--anonymous-auth=false'],
      args: ['--v=2'],
    });
    expect(podOf(api)).not.toHaveProperty('command');
    expect(podOf({ command: ['server', '--password=x'] }, { namespace: 'kube-system' })).not.toHaveProperty(
      'command',
    );
  });

  test('a static pod of kube-system keeps its flags whatever it is called', () => {
    const annotations = { 'kubernetes.io/config.mirror': 'hash' };
    const kept = podOf(
      { name: 'api', command: ['/bin/api', '--token=abc'] },
      { namespace: 'kube-system', annotations },
    );
    expect(kept?.command).toEqual(['/bin/api', '--token=(masked)']);
  });

  test('a repository keeps its address without the password in it', () => {
    const volumes = [{ name: 'code', gitRepo: { repository: 'https://bob:hunter2@git.example/x.git' } }];
    const { spec } = reshape('pods', { metadata, spec: { containers: [container], volumes } }, POD);
    expect(spec.volumes).toEqual([
      { name: 'code', gitRepo: { repository: 'https://(masked)@git.example/x.git' } },
    ]);
  });

  test('templates of claims lose the annotations that records do not keep', () => {
    const claim = {
      metadata: {
        name: 'data',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': 'hunter2',
          'vault.example/token': 'hunter2',
        },
      },
      spec: { accessModes: ['ReadWriteOnce'] },
    };
    const volumes = [{ name: 'scratch', ephemeral: { volumeClaimTemplate: claim } }];
    const template = { spec: { containers: [container], volumes } };
    const set = { metadata, spec: { template, volumeClaimTemplates: [claim] } };
    const shaped = JSON.stringify(
      reshape('statefulSets', set, { apiVersion: 'apps/v1', kind: 'StatefulSet' }),
    );
    expect(shaped).not.toContain('hunter2');
    expect(shaped.split('ReadWriteOnce')).toHaveLength(3);
  });

  test('of an ingress controller only what classes it serves is kept', () => {
    const args = [
      '--ingress-class=inner',
      '--publish-service=x',
      '--watch-ingress-without-class',
      '--token=abc',
    ];
    expect(podOf({ command: ['/nginx', '--controller-class=example.com/inner'], args })).toMatchObject({
      args: [
        '--controller-class=example.com/inner',
        '--ingress-class=inner',
        '--watch-ingress-without-class',
      ],
    });
    expect(podOf({ args: ['--ingress-class-by-name=x'] })).not.toHaveProperty('args');
  });

  test('probes and hooks lose header values and commands, and keep what kind they are', () => {
    const shaped = podOf({
      livenessProbe: {
        httpGet: {
          path: '/health?token=abc',
          port: 80,
          httpHeaders: [{ name: 'Authorization', value: 'x' }],
        },
      },
      readinessProbe: { exec: { command: ['mysqladmin', '-psecret'] }, periodSeconds: 5 },
      lifecycle: { preStop: { exec: { command: ['curl', 'secret'] } } },
    });
    expect(shaped).toMatchObject({
      livenessProbe: { httpGet: { path: '/health?token=(masked)', port: 80 } },
      readinessProbe: { exec: {}, periodSeconds: 5 },
      lifecycle: { preStop: { exec: {} } },
    });
    expect(JSON.stringify(shaped)).not.toMatch(/secret|httpHeaders/);
  });

  test('annotations of the platform stay, the user’s and copies of the object go', () => {
    const annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': '{"kind":"Pod"}',
      'networking.k8s.io/copy': '{"metadata":{},"spec":{}}',
      'kubernetes.io/config.source': 'file',
      'container.apparmor.security.beta.kubernetes.io/app': 'unconfined',
      'k8s.v1.cni.cncf.io/networks': '[{"name":"a"}]',
      'example.com/token': 'abc',
      'evil-kubernetes.io/x': '1',
      plain: '1',
    };
    expect(Object.keys(pod({ annotations }).metadata.annotations ?? {})).toEqual([
      'kubernetes.io/config.source',
      'container.apparmor.security.beta.kubernetes.io/app',
      'k8s.v1.cni.cncf.io/networks',
    ]);
  });

  test('a command line kept as an annotation loses the values of its secret flags', () => {
    const annotations = { 'k3s.io/node-args': '["server","--token","abc","--v","2"]' };
    expect(pod({ annotations }).metadata.annotations).toEqual({
      'k3s.io/node-args': '["server","--token","(masked)","--v","2"]',
    });
  });

  test('of a Secret only the metadata is kept, of a ConfigMap the data of named components', () => {
    const type = { apiVersion: 'v1', kind: 'ConfigMap' };
    const data = { 'config.yaml': 'bindAddress: 0.0.0.0\npassword: abc\n' };
    const named = { name: 'kube-proxy', namespace: 'kube-system' };
    expect(reshape('configMaps', { metadata: named, data }, type).data).toEqual({
      'config.yaml': 'bindAddress: 0.0.0.0\npassword: (masked)\n',
    });
    expect(reshape('configMaps', { metadata, data }, type)).not.toHaveProperty('data');
    const secret = { metadata, type: 'Opaque', data: { a: 'YQ==' }, stringData: { b: 'c' } };
    expect(Object.keys(reshape('secrets', secret, { apiVersion: 'v1', kind: 'Secret' })).toSorted()).toEqual([
      'apiVersion',
      'kind',
      'metadata',
    ]);
  });

  test('a webhook’s address loses its credentials and keeps its host', () => {
    const type = { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration' };
    const webhooks = [{ name: 'a', clientConfig: { url: 'https://u:p@hook.example/v?token=x&mode=y' } }];
    const shaped = reshape('validatingWebhookConfigurations', { metadata: { name: 'w' }, webhooks }, type);
    expect(shaped.webhooks[0]).toMatchObject({
      failurePolicy: 'Fail',
      clientConfig: { url: 'https://(masked)@hook.example/v?token=(masked)&mode=y' },
    });
  });

  test('what a container last said is not kept', () => {
    const status = {
      phase: 'Failed',
      containerStatuses: [{ name: 'app', lastState: { terminated: { message: 'key=1' } } }],
    };
    const shaped = reshape('pods', { metadata, spec: { containers: [] }, status }, POD);
    expect(JSON.stringify(shaped.status)).not.toContain('key=1');
  });

  test('a ReplicaSet that a Deployment owns leaves the template to it; one alone keeps its own', () => {
    const type = { apiVersion: 'apps/v1', kind: 'ReplicaSet' };
    const spec = { template: { spec: { containers: [container] } } };
    const ownerReferences = [
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '1', controller: true },
    ];
    expect(
      reshape('replicaSets', { metadata: { ...metadata, ownerReferences }, spec }, type).spec,
    ).not.toHaveProperty('template');
    expect(reshape('replicaSets', { metadata, spec }, type).spec.template?.spec.containers).toHaveLength(1);
  });

  test('a custom resource definition loses its schemas and keeps its versions', () => {
    const type = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' };
    const spec = { group: 'x', versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema: {} } }] };
    expect(reshape('customResourceDefinitions', { metadata: { name: 'a.x' }, spec }, type).spec).toEqual({
      group: 'x',
      versions: [{ name: 'v1', served: true }],
    });
  });
});
