import { expect, it } from 'vitest';
import { splitHost } from './split-host.ts';

it.each([
  ['ip-10-0-0-1.eu-central-1.compute.internal', 'ip-10-0-0-1', '.eu-central-1.compute.internal'],
  ['worker-1', 'worker-1', null],
  ['10.0.0.1', '10.0.0.1', null],
  ['fd00::1', 'fd00::1', null],
])('%s is %s in the domain %s', (name, label, domain) => {
  expect(splitHost(name)).toEqual({ label, domain });
});
