import { controlTester } from '#lib/testing/control-tester.ts';
import { pod } from '#lib/testing/builders/workloads.ts';
import { mutableImageTag } from './mutable-image-tag.ts';

const running = (...images: string[]) => ({
  pods: images.map((image, index) => pod(`web-${index}`, { containers: [{ image }] })),
});

controlTester(mutableImageTag, {
  pass: [
    {
      name: 'a full version',
      slices: running('nginx:1.29.3', 'registry.example.com:5000/web:v2.0.1-alpine'),
    },
    {
      name: 'latest beside a digest: the digest decides',
      slices: running('nginx:latest@sha256:0123', 'nginx@sha256:0123'),
    },
    {
      name: 'a day, a commit, a build number',
      slices: running('web:2026-11-22', 'web:3f9c2d1', 'web:20261122'),
    },
  ],
  fail: [
    {
      name: 'latest, by name and by leaving the tag out, also behind a registry port',
      slices: running('nginx:latest', 'nginx', 'registry.example.com:5000/web'),
      expect: [
        'Pod/shop/web-0#app/image (medium)',
        'Pod/shop/web-1#app/image (medium)',
        'Pod/shop/web-2#app/image (medium)',
      ],
    },
    {
      name: 'tags that move by convention weigh less',
      slices: running('web:stable', 'postgres:16', 'nginx:1.29-alpine'),
      expect: [
        'Pod/shop/web-0#app/image (low)',
        'Pod/shop/web-1#app/image (low)',
        'Pod/shop/web-2#app/image (low)',
      ],
    },
  ],
});
