import { richTextMarks, richTextNodes } from '@second-story/meeting'
import { getSchema } from '@tiptap/core'
import { expect, test } from 'vitest'
import { schemaExtensions } from './schema.ts'

const schema = getSchema(schemaExtensions)

test('[I6] the editor knows the nodes and marks of shared texts, and no others', () => {
  expect(Object.keys(schema.nodes).sort()).toEqual([...richTextNodes, 'doc', 'text'].sort())
  expect(Object.keys(schema.marks).sort()).toEqual([...richTextMarks].sort())
})

test('the editor writes only the attributes that are read again', () => {
  const attributes = [...Object.values(schema.nodes), ...Object.values(schema.marks)].flatMap(({ name, spec }) =>
    Object.keys(spec.attrs ?? {}).map((attribute) => `${name}.${attribute}`),
  )
  expect(attributes.sort()).toEqual(['codeBlock.language', 'link.href'])
})
