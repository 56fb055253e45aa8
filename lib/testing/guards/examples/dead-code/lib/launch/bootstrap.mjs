import { used } from '../model/used.ts';

process.stdout.write(used);
