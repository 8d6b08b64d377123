import { DocumentJob } from '../../shared/worker/documents.ts';
import { log } from '../../shared/worker/log.ts';
import { printable } from './printable.ts';
import { renderJob } from './render.ts';

/** The one worker that makes files, so that building one keeps no other call waiting. What is in a job was seen by its caller, who asked. */
export default {
  async fetch(request: Request): Promise<Response> {
    const started = Date.now();
    const { data: job, error } = DocumentJob.safeParse(await request.json());
    if (!job) return new Response(error.message, { status: 400 });
    const bytes = await renderJob(printable(job));
    note(`${job.kind} ${job.format}`, Date.now() - started);
    return new Response(bytes);
  },
};

/** Which file, and nothing of what it holds. */
function note(operation: string, milliseconds: number): void {
  log({ worker: 'documents', requestId: crypto.randomUUID(), operation, trips: 0, client: null, milliseconds, status: 200 });
}
