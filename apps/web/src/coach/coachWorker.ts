import { answer, type Question } from './coachQuestions.ts'

/** The coach in a thread of its own, so that typing waits for nothing. It gets text, gives findings back, and has no other way out. */
self.postMessage('ready')
self.addEventListener('message', ({ data }: MessageEvent<Question>) => self.postMessage(answer(data)))
