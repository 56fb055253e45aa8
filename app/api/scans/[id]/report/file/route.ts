import { z } from 'zod';
import { LOCALES } from '#lib/model/text.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { findReport, streamReport } from '#lib/store/reports.ts';
import { handle } from '#app/api/handle.ts';
import { problem } from '#app/api/problem.ts';

const query = z.strictObject({ locale: z.enum(LOCALES) });

/** Streams the PDF of a report that is done. */
export const GET = handle<{ id: string }>({ role: 'viewer' }, async ({ request, params, session }) => {
  const { requestId } = session;
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return problem({ status: 422, detail: z.prettifyError(asked.error), requestId });
  const store = currentStore();
  const key = { scanId: params.id, locale: asked.data.locale };
  const report = await findReport(store, key);
  if (report === null) return problem({ status: 404, detail: 'No such report was asked for.', requestId });
  if (report.status !== 'done') {
    return problem({ status: 409, detail: `The report is ${report.status}.`, requestId });
  }
  return new Response(byteStream(streamReport(store, key)), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(report.bytes ?? 0),
      'content-disposition': `attachment; filename="merlon-${params.id}.${key.locale}.pdf"`,
      'cache-control': 'private, no-cache',
    },
  });
});

/** One piece is read for each that is taken, so that a slow reader holds one in memory. */
function byteStream(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(piece.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
