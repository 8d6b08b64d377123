import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { PlainError } from './plain-error.ts';

const HOST = '127.0.0.1';

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/** Below those that the system gives to outgoing connections, which could take a port between the finding and the use of it. */
const [firstPort, lastPort] = [10_240, 32_000];

/** A loopback port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = await tryPort(randomInt(firstPort, lastPort)).catch(() => undefined);
    if (port) return port;
  }
  return tryPort(0);
}

/** The port itself when it is free (0 = any free one); a clear line when somebody has it. */
export async function claimPort(port: number): Promise<number> {
  try {
    return await (port === 0 ? freePort() : tryPort(port));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new PlainError(
        `Port ${port} is in use: stop the program that has it, or choose another one with PORT=${port + 1} npm start.`,
        `El puerto ${port} está ocupado: detenga el otro programa o elija otro con PORT=${port + 1} npm start.`,
      );
    }
    if (code === 'EACCES') throw new PlainError(`Port ${port} needs special rights: choose one above 1023, as in PORT=8787 npm start.`);
    throw error;
  }
}
