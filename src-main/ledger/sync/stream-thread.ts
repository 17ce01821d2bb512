import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../src-shared/terms/errors';
import { transferable } from '../journal/packed-lines';
import { checkLines } from '../journal/receive-check';
import { answersAt, type CheckerData, type CheckReply, type CheckRequest, questionsAt } from './stream-messages';

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength);

function replyTo({ job, before, after, ndjson, ...about }: CheckRequest): CheckReply {
  const bytes = { before: bufferOf(before), after: bufferOf(after), ndjson: bufferOf(ndjson) };
  try {
    return { job, checked: checkLines({ ...about, ...bytes }) };
  } catch (error) {
    if (!(error instanceof Refusal)) return { job };
    return { job, refusal: { code: error.failure.code, params: { ...error.failure.params } } };
  }
}

// The entry of a thread: it checks streams one after another and is ended from outside.
const { port, counts: shared } = workerData as CheckerData;
const counts = new Int32Array(shared);
for (;;) {
  const asked = Atomics.load(counts, questionsAt);
  const received = receiveMessageOnPort(port) as { message: CheckRequest } | undefined;
  if (!received) {
    Atomics.wait(counts, questionsAt, asked);
    continue;
  }
  const reply = replyTo(received.message);
  const moved =
    'checked' in reply && reply.checked
      ? [...transferable(reply.checked.lines), reply.checked.starts.buffer, reply.checked.chains.buffer]
      : [];
  port.postMessage(reply, moved as ArrayBuffer[]);
  Atomics.add(counts, answersAt, 1);
  Atomics.notify(counts, answersAt);
}
