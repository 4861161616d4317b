import { parentPort } from 'node:worker_threads'
import type { BoardJob, BoardReply } from './boardThread.ts'
import { hashBoard, planRestore, rebuildBoard } from './boardContent.ts'

/** The other side of `boardThread.ts`: one job after the other. */

if (parentPort === null) throw new Error('This runs in a worker thread.')
const port = parentPort

port.on('message', (job: BoardJob) => {
  let reply: BoardReply
  try {
    reply = { is: 'done', result: run(job) }
  } catch (error) {
    // Not its message, which may repeat what somebody wrote.
    reply = { is: 'failed', kind: error instanceof Error ? error.name : typeof error }
  }
  port.postMessage(reply)
})

function run(job: BoardJob): unknown {
  switch (job.is) {
    case 'rebuild':
      return rebuildBoard(job.updates)
    case 'hash':
      return hashBoard(job.state)
    case 'plan':
      return planRestore(job.now, job.past)
  }
}
