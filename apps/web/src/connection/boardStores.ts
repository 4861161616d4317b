import {
  boardCollection,
  boardDetails,
  byCreation,
  type Cause,
  compareEntries,
  type Details,
  type Lesson,
  type Note,
  type Question,
  readCause,
  readDetails,
  readLesson,
  readNote,
  readQuestion,
  readRecommendation,
  readTimelineEntry,
  type Recommendation,
  type TimelineEntry,
} from '@second-story/meeting'
import type * as Y from 'yjs'
import { type CollectionStore, openCollectionStore } from './collectionStore.ts'
import { type DocStore, openDocStore } from './docStore.ts'

/** All that screens read of a board, whatever brings its updates here. */
export interface BoardStores {
  readonly details: DocStore<Details>
  readonly timeline: CollectionStore<TimelineEntry>
  readonly questions: CollectionStore<Question>
  readonly notes: CollectionStore<Note>
  readonly causes: CollectionStore<Cause>
  readonly lessons: CollectionStore<Lesson>
  readonly recommendations: CollectionStore<Recommendation>
}

export function openBoardStores(board: Y.Doc): BoardStores {
  return {
    details: openDocStore([boardDetails(board)], () => readDetails(board)),
    timeline: openCollectionStore(boardCollection(board, 'timeline'), readTimelineEntry, compareEntries),
    questions: openCollectionStore(boardCollection(board, 'questions'), readQuestion, byCreation),
    notes: openCollectionStore(boardCollection(board, 'notes'), readNote, byCreation),
    causes: openCollectionStore(boardCollection(board, 'causes'), readCause, byCreation),
    lessons: openCollectionStore(boardCollection(board, 'lessons'), readLesson, byCreation),
    recommendations: openCollectionStore(boardCollection(board, 'recommendations'), readRecommendation, byCreation),
  }
}
