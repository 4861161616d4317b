import { countOf, type Refusal, type SaveState } from '../../connection/saving.ts'

/** A state in which words are not on the server, and somebody may want to know why. */
export type Trouble = Extract<SaveState, { is: 'offline' | 'held' | 'refused' }>

/** What happened, and what to do about it. `facilitators`: whom to ask, by name. */
export function savingSentences(
  state: Trouble,
  facilitators: readonly string[],
): { title: string; happened: string; whatToDo: string } {
  const { unsaved, isKept } = state
  const yours = unsaved === 0 ? 'What you write' : `What you wrote (${countOf(unsaved)})`
  const where = isKept ? `${yours} is kept on this device` : `${yours} is in this page alone, as this browser keeps no copy`
  const stay = isKept ? 'It is safe to close the page, as long as you come back with this browser.' : 'Keep the page open.'
  switch (state.is) {
    case 'offline':
      return {
        title: 'You are offline',
        happened: `The server can’t be reached. ${where}, and is sent and merged by itself as soon as it can be.`,
        whatToDo: `You can go on writing. ${stay}`,
      }
    case 'held':
      return {
        title: 'The server can’t write at the moment',
        happened: `Its disk is full, or failing. ${where}, and waits at the server until it can be saved; nobody else sees it before that.`,
        whatToDo: `You can go on writing; it will say Saved by itself. ${stay} If it lasts, tell whoever runs the server.`,
      }
    case 'refused':
      return refusalSentences(state.why, { count: countOf(unsaved), where, ask: whomToAsk(facilitators) })
  }
}

function refusalSentences(
  why: Refusal,
  { count, where, ask }: { count: string; where: string; ask: string },
): { title: string; happened: string; whatToDo: string } {
  const title = 'Can’t be saved'
  switch (why) {
    case 'read-only':
      return {
        title,
        happened: `You may read here now, and not write. ${where}; nobody else sees it.`,
        whatToDo: `Copy your text, or ask ${ask} to let you write again: then it is saved by itself.`,
      }
    case 'full':
      return {
        title,
        happened: `This meeting is as large as the server allows. ${where}.`,
        whatToDo: 'Copy your text. Once something large is deleted it is saved by itself; that is tried every minute.',
      }
    case 'too-large':
      return {
        title,
        happened: `One change is larger than the server takes. ${where}.`,
        whatToDo: 'Copy your text, let go of it here, and add it again in smaller pieces.',
      }
    case 'not-taken':
      return {
        title,
        happened: `The server did not take a change of yours, so it takes nothing that builds upon it. ${where}.`,
        whatToDo: 'Copy your text and try again. If that doesn’t help, let go of it here and paste what is missing.',
      }
    case 'damaged':
      return {
        title,
        happened: `Part of this meeting could not be read from the server’s disk. You see what is left. ${where}.`,
        whatToDo: 'Tell whoever runs the server. Once it is repaired your words are sent by themselves; copy them to be sure.',
      }
    case 'session-ended':
      return {
        title: 'You are no longer signed in',
        happened: `Your time in this browser has run out. ${where}.`,
        whatToDo: 'Join again to go on where you were.',
      }
    case 'shut-out':
      return {
        title,
        happened: `The server doesn’t let you in any more. ${where}.`,
        whatToDo: `Copy your text, and ask ${ask}.`,
      }
    case 'gone':
      return {
        title,
        happened: `This meeting is not on the server any more. ${where}.`,
        whatToDo: 'Copy your text, and ask whoever runs the server.',
      }
    case 'outdated':
      return {
        title,
        happened: `This page is older than the server. ${where}.`,
        whatToDo: 'Reload the page: your words are sent after it.',
      }
    case 'left-over':
      return {
        title: 'Words of an earlier visit',
        happened: `What you wrote before (${count}) is kept on this device and can’t be sent: you wrote it as somebody else, or where you may no longer write.`,
        whatToDo: 'Copy your text and add it again where it belongs, then let go of it here.',
      }
  }
}

function whomToAsk(facilitators: readonly string[]): string {
  return facilitators.length === 0 ? 'a facilitator' : facilitators.slice(0, 2).join(' or ')
}
