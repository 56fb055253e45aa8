import { createServer } from 'node:net';
import { MerlonError } from '#lib/errors.ts';

/** Returns the port, or a free one for 0, after having listened on it for a moment; throws `port-taken`. */
export function freePort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (error) => reject(portTaken({ host, port, error })));
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}

function portTaken(refused: { host: string; port: number; error: Error }): MerlonError {
  const { host, port, error } = refused;
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  return new MerlonError(
    'port-taken',
    {
      en: isTaken
        ? `Port ${port} on ${host} is taken by another program; set MERLON_PORT to a free one.`
        : `Merlon cannot listen on ${host} port ${port} (${error.message}); set MERLON_HOST and MERLON_PORT to others.`,
      'zh-CN': isTaken
        ? `${host} 的端口 ${port} 已被其他程序占用；请将 MERLON_PORT 设为空闲端口。`
        : `Merlon 无法在 ${host} 的端口 ${port} 上监听（${error.message}）；请更改 MERLON_HOST 和 MERLON_PORT。`,
    },
    { cause: error },
  );
}
