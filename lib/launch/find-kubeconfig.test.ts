import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasKubeconfig } from './find-kubeconfig.ts';

const folder = mkdtempSync(join(tmpdir(), 'merlon-kubeconfig-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, 'config');
const empty = join(folder, 'empty');
const withConfig = join(folder, 'home');
writeFileSync(file, 'apiVersion: v1\n');
writeFileSync(empty, '');
mkdirSync(join(withConfig, '.kube'), { recursive: true });
writeFileSync(join(withConfig, '.kube/config'), 'apiVersion: v1\n');

describe('hasKubeconfig', () => {
  const nowhere = join(folder, 'nowhere');
  const bare = { environment: {}, home: nowhere, serviceAccountToken: nowhere };
  const cases = [
    { name: 'nothing at all', places: bare, found: false },
    { name: 'the file in the home folder', places: { ...bare, home: withConfig }, found: true },
    {
      name: 'one existing file among several of KUBECONFIG',
      places: { ...bare, environment: { KUBECONFIG: [nowhere, file].join(delimiter) } },
      found: true,
    },
    {
      name: 'KUBECONFIG that hides the file in the home folder',
      places: { ...bare, home: withConfig, environment: { KUBECONFIG: '/dev/null' } },
      found: false,
    },
    { name: 'an empty file', places: { ...bare, environment: { KUBECONFIG: empty } }, found: false },
    {
      name: "a pod's own service account",
      places: { ...bare, environment: { KUBERNETES_SERVICE_HOST: '10.0.0.1' }, serviceAccountToken: file },
      found: true,
    },
    { name: 'a token outside of a pod', places: { ...bare, serviceAccountToken: file }, found: false },
  ];
  it.each(cases)('answers $found for $name', ({ places, found }) => {
    expect(hasKubeconfig(places)).toBe(found);
  });
});
