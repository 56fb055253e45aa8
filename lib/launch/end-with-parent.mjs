// Loaded first in every process of Merlon. One whose parent was killed outright is told so by its closed
// channel and ends as if asked to; the channel alone does not keep it running.
if (process.channel !== undefined && process.channel !== null) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

// Threads and forks of this process have parents and channels of their own kind, which must stay as they are.
process.execArgv = process.execArgv.filter((flag) => flag !== `--import=${import.meta.url}`);
