// Stands for the web server: a second process that writes to the same database until it is killed.
import process from 'node:process';
import { openStore } from '#lib/store/open-store.ts';
import { setSetting } from '#lib/store/settings.ts';

const [dataDir = ''] = process.argv.slice(2);
const store = openStore(dataDir);
for (let count = 0; ; count++) {
  setSetting(store, 'written-by-the-other-process', String(count));
  if (count === 0) process.stdout.write('there\n');
  await new Promise((resolve) => setTimeout(resolve, 1));
}
