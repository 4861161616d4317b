import type { Review } from '@second-story/meeting'
import type { Root } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import type { ExportOptions } from '../exportReview.ts'
import { causeBlocks } from './causes.ts'
import { footBlocks } from './foot.ts'
import { headBlocks } from './head.ts'
import { lessonBlocks } from './lessons.ts'
import { noteBlocks } from './notes.ts'
import { answeredQuestionBlocks, openQuestionBlocks } from './questions.ts'
import { recommendationBlocks } from './recommendations.ts'
import { backgroundBlocks, durationBlocks, sectionBlocks } from './sections.ts'
import { timelineBlocks } from './timeline.ts'

/**
 * The review as GitHub-flavoured Markdown, in the layout of the template in "Conducting Blameless Postmortems".
 *
 * It is built as a tree (mdast), never by gluing strings; the serialiser escapes what people wrote, so that `# not a heading` or
 * `<script>` reads as just these words in any viewer. Source: the GFM spec 0.29, and mdast-util-to-markdown for escaping.
 */
export function markdownOf(review: Review, options: ExportOptions): string {
  return serialise(treeOf(review, options))
}

export function treeOf(review: Review, options: ExportOptions): Root {
  return {
    type: 'root',
    children: [
      ...headBlocks(review),
      ...sectionBlocks(review, 'summary'),
      ...sectionBlocks(review, 'impact'),
      ...backgroundBlocks(review),
      ...causeBlocks(review),
      ...sectionBlocks(review, 'trigger'),
      ...sectionBlocks(review, 'detection'),
      ...sectionBlocks(review, 'resolution'),
      ...durationBlocks(review),
      ...recommendationBlocks(review),
      ...lessonBlocks(review),
      ...timelineBlocks(review),
      ...openQuestionBlocks(review),
      ...answeredQuestionBlocks(review),
      ...noteBlocks(review),
      ...sectionBlocks(review, 'supporting'),
      ...footBlocks(review, options),
    ],
  }
}

function serialise(tree: Root): string {
  return toMarkdown(tree, {
    bullet: '-',
    rule: '-',
    // Columns padded to the longest cell would be wider than any screen.
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  })
}
