import { cancelScan } from '#lib/scans/cancel-scan.ts';
import { currentStore } from '#lib/store/current-store.ts';
import { handle } from '#app/api/handle.ts';
import { problem } from '#app/api/problem.ts';

/** Asks a scan to end. */
export const DELETE = handle<{ id: string }>(
  { role: 'operator', changes: 'none' },
  async ({ params, session }) => {
    const { requestId } = session;
    const asked = cancelScan(currentStore(), params.id);
    switch (asked) {
      case 'asked':
        return new Response(null, { status: 202 });
      case 'over':
        return problem({ status: 409, detail: 'The scan is over.', requestId });
      case 'unknown':
        return problem({ status: 404, detail: 'There is no such scan.', requestId });
    }
  },
);
