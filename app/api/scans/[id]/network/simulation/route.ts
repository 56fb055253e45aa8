import { z } from 'zod';
import { handle } from '#app/api/handle.ts';
import { problem } from '#app/api/problem.ts';
import { askNetwork } from '#lib/questions/network/ask-network.ts';
import { currentStore } from '#lib/store/current-store.ts';

/** More than any set of policies a person pastes. */
const MOST_BYTES = 512 * 1024;

const order = z.strictObject({ yaml: z.string(), without: z.string().max(600) });

/** Tells what policies would change in a stored scan; nothing is applied or kept. */
export const POST = handle<{ id: string }>(
  { role: 'viewer', changes: 'json' },
  async ({ request, params, session }) => {
    const { requestId } = session;
    const text = await readAtMost(request, MOST_BYTES);
    if (text === null) {
      const detail = `The body must not be larger than ${MOST_BYTES} bytes.`;
      return problem({ status: 413, detail, requestId });
    }
    const body = order.safeParse(parsed(text));
    if (!body.success) return problem({ status: 422, detail: z.prettifyError(body.error), requestId });
    const answer = await askNetwork(currentStore(), { scanId: params.id, name: 'simulate', ask: body.data });
    if (answer === null) return problem({ status: 404, detail: 'The scan has no result.', requestId });
    if ('faults' in answer) {
      const { faults } = answer;
      const detail = faults.map(({ line, column, message }) => `${line}:${column} ${message.en}`).join('\n');
      return problem({ status: 422, detail, requestId, more: { faults } });
    }
    return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
  },
);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the body's text; null, without reading on, where it is larger. */
async function readAtMost(request: Request, most: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let piece = await reader?.read(); piece?.value !== undefined; piece = await reader?.read()) {
    size += piece.value.length;
    if (size > most) {
      await reader?.cancel();
      return null;
    }
    chunks.push(piece.value);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
