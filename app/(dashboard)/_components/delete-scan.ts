/** Asks a scan to end; returns null when it will or is over already, else why it could not be asked. */
export async function deleteScan(scanId: string): Promise<string | null> {
  try {
    const answer = await fetch(`/api/scans/${scanId}`, { method: 'DELETE' });
    if (answer.ok || answer.status === 409) return null;
    const body = (await answer.json()) as { detail?: string };
    return body.detail ?? String(answer.status);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
