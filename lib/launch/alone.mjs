import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notice } from './set-up-error.mjs';

/** @typedef {() => void} Release */

/**
 * Runs `work` while no other process runs it for the same checkout; waits for its turn. The turn is a bound
 * socket, which the system takes back however the process ends.
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(root, work) {
  const release = await takeTurn(turnName(root));
  try {
    return await work();
  } finally {
    release();
  }
}

/** @param {string} root */
function turnName(root) {
  const id = createHash('sha256').update(root).digest('hex').slice(0, 16);
  // On Linux a name without a file; elsewhere a socket file, which a crash leaves behind unbound.
  return process.platform === 'linux' ? `\0merlon-set-up-${id}` : join(tmpdir(), `merlon-set-up-${id}.sock`);
}

/** @param {string} name */
async function takeTurn(name) {
  for (let isFirst = true; ; isFirst = false) {
    const release = await tryListen(name);
    if (release !== undefined) return release;
    if (isFirst) {
      notice(
        'Another Merlon is setting this folder up; waiting for it.',
        '另一个 Merlon 正在准备此目录，请稍候。',
      );
    }
    const answer = await waitForEnd(name);
    if (answer === 'nobody' && !name.startsWith('\0')) rmSync(name, { force: true });
  }
}

/**
 * Returns undefined when another process holds the name.
 * @param {string} name
 * @returns {Promise<Release | undefined>}
 */
function tryListen(name) {
  /** @type {Set<import('node:net').Socket>} */
  const waiting = new Set();
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    waiting.add(socket);
  });
  const release = () => {
    server.close();
    for (const socket of waiting) socket.destroy();
  };
  return new Promise((resolve) => {
    server.on('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE';
      // Where such sockets do not exist (early Node 20) the work goes on unguarded.
      resolve(isTaken ? undefined : () => {});
    });
    server.listen(name, () => resolve(release));
  });
}

/**
 * @param {string} name
 * @returns {Promise<'nobody' | 'over'>}
 */
function waitForEnd(name) {
  return new Promise((resolve) => {
    const socket = connect(name);
    socket.on('error', () => resolve('nobody'));
    socket.on('connect', () => socket.on('close', () => resolve('over')));
    socket.resume();
  });
}
