import { isMainThread } from 'node:worker_threads';

// A process whose parent was killed outright is told so by its closed channel and ends as if asked to.
if (isMainThread && process.channel !== undefined && process.channel !== null) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
