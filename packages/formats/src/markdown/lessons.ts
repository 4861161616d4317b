import { isBlank, type LessonKind, lessonKinds, type Review } from '@second-story/meeting'
import { type Block, bulletList, heading } from './nodes.ts'
import { blocksOf } from './richText.ts'
import { orNotYet } from './sections.ts'

export function lessonBlocks({ lessons }: Review): Block[] {
  return [
    heading(2, 'Lessons learned'),
    ...lessonKinds.flatMap((kind) => {
      const written = lessons.filter((lesson) => lesson.kind === kind && !isBlank(lesson.text))
      const list = written.length === 0 ? [] : [bulletList(written.map(({ text }) => blocksOf(text)))]
      return [heading(3, titles[kind]), ...orNotYet(list)]
    }),
  ]
}

const titles: Readonly<Record<LessonKind, string>> = {
  'went-well': 'What went well',
  'went-wrong': 'What went wrong',
  'got-lucky': 'Where we got lucky',
}
