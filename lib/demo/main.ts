import { parseArgs } from 'node:util';
import { GENERATIONS } from './objects/world.ts';
import { startDemo } from './start-demo.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, generation: { type: 'string' } } });
const generation = GENERATIONS.find((known) => String(known) === values.generation);

if (values.data === undefined || (values.generation !== undefined && generation === undefined)) {
  process.stderr.write('usage: node lib/demo/main.ts --data DIR [--generation 1|2]\n');
  process.exit(1);
}

const demo = await startDemo({
  dataDir: values.data,
  ...(generation === undefined ? {} : { generation }),
  log: (line) => process.stderr.write(`${line}\n`),
});

const { kubeconfig, contexts, network } = demo;
process.stdout.write(`${JSON.stringify({ ready: true, kubeconfig, contexts, network })}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void demo.stop().then(() => process.exit(0));
  });
}
