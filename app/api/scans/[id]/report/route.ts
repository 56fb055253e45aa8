import { z } from 'zod';
import { LOCALES } from '#lib/model/text.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { beginReport, findReport } from '#lib/store/reports.ts';
import { handle } from '#app/api/handle.ts';
import { problem } from '#app/api/problem.ts';
import { queueReport } from './make-report.ts';

const order = z.strictObject({ locale: z.enum(LOCALES) });

/** Makes a report of a scan in one language, in place of an older one. */
export const POST = handle<{ id: string }>(
  { role: 'viewer', changes: 'json' },
  async ({ request, params, session }) => {
    const { requestId } = session;
    const body = order.safeParse(await request.json().catch(() => undefined));
    if (!body.success) return problem({ status: 422, detail: z.prettifyError(body.error), requestId });
    const store = currentStore();
    const key = { scanId: params.id, locale: body.data.locale };
    switch (beginReport(store, key, new Date())) {
      case 'no-result':
        return problem({ status: 404, detail: 'The scan has no result.', requestId });
      case 'making':
        break;
      case 'begun':
        queueReport(store, key);
        break;
    }
    return Response.json(await findReport(store, key), { status: 202 });
  },
);

/** Tells how far a report is. */
export const GET = handle<{ id: string }>({ role: 'viewer' }, async ({ request, params, session }) => {
  const { requestId } = session;
  const query = order.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return problem({ status: 422, detail: z.prettifyError(query.error), requestId });
  const report = await findReport(currentStore(), { scanId: params.id, locale: query.data.locale });
  if (report === null) return problem({ status: 404, detail: 'No such report was asked for.', requestId });
  return Response.json(report, { headers: { 'cache-control': 'no-store' } });
});
