import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { contentOf, type Roots } from './contentOf.ts'
import { restoreContent } from './restoreContent.ts'

const roots: Roots = { map: 'map', list: 'array', text: 'text', rich: 'xml' }

const words = ['the', 'disk', 'was', 'full', 'and', 'nobody', 'saw', 'it', 'über', '👩‍💻', 'x', 'alert']
const marks: Record<string, unknown>[] = [{ bold: {} }, { italic: true }, { link: { href: 'https://a.example' } }, { bold: null }]

/** Random edits that fit whatever is there. Everything random comes from `pick`: a number below its argument. */
function edit(doc: Y.Doc, pick: (below: number) => number): void {
  const one = <T>(values: readonly T[]): T => values[pick(values.length)] as T
  const phrase = () => Array.from({ length: 1 + pick(4) }, () => one(words)).join(' ')
  const plain = (): unknown => one([1, -0, 'word', true, null, { a: [1, { b: 'c' }] }, new Uint8Array([1, 2]), 2.5])

  function editText(text: Y.Text): void {
    const at = besidePair(text, pick(text.length + 1))
    const length = besidePair(text, Math.min(at + pick(12), text.length)) - at
    switch (pick(6)) {
      case 0:
        return text.delete(at, length)
      case 1:
        return text.format(at, length, one(marks))
      case 2:
        return text.insert(at, phrase(), one(marks.slice(0, 3)))
      case 3:
        return text instanceof Y.XmlText ? text.insert(at, phrase()) : text.insertEmbed(at, { image: one(words) })
      default:
        return text.insert(at, `${phrase()} `, {})
    }
  }

  function editMap(map: Y.Map<unknown>, depth: number): void {
    const key = `k${pick(4)}`
    const present = map.get(key)
    if (present instanceof Y.AbstractType && pick(3) > 0) return editShared(present, depth + 1)
    if (pick(4) === 0) map.delete(key)
    else map.set(key, depth < 3 && pick(2) === 0 ? one([() => new Y.Map(), () => new Y.Array(), () => new Y.Text()])() : plain())
  }

  function editList(list: Y.Array<unknown>, depth: number): void {
    const at = pick(list.length + 1)
    const present = at < list.length ? list.get(at) : undefined
    if (present instanceof Y.AbstractType && pick(3) > 0) return editShared(present, depth + 1)
    if (pick(3) === 0 && at < list.length) list.delete(at, Math.min(1 + pick(3), list.length - at))
    else list.insert(at, [depth < 3 && pick(2) === 0 ? new Y.Map() : plain()])
  }

  function editRich(rich: Y.XmlFragment, depth: number): void {
    const at = pick(rich.length + 1)
    const present: unknown = at < rich.length ? rich.get(at) : undefined
    if (present instanceof Y.XmlText && pick(5) > 0) return editText(present)
    if (present instanceof Y.XmlElement && pick(5) > 0) {
      if (pick(5) === 0) return present.setAttribute(one(['level', 'start']), one(['1', '2']))
      return editRich(present, depth + 1)
    }
    if (pick(3) === 0 && at < rich.length) return rich.delete(at, Math.min(1 + pick(2), rich.length - at))
    if (depth > 3) return rich.insert(at, [new Y.XmlText(phrase())])
    const element = new Y.XmlElement(one(['paragraph', 'bulletList', 'listItem']))
    element.insert(0, [new Y.XmlText(phrase())])
    return rich.insert(at, [element])
  }

  function editShared(type: unknown, depth: number): void {
    if (type instanceof Y.Text) editText(type)
    else if (type instanceof Y.XmlFragment) editRich(type, depth)
    else if (type instanceof Y.Array) editList(type, depth)
    else if (type instanceof Y.Map) editMap(type, depth)
  }

  const root = pick(5)
  if (root === 0) editMap(doc.getMap('map'), 0)
  else if (root === 1) editList(doc.getArray('list'), 0)
  else if (root === 2) editText(doc.getText('text'))
  else editRich(doc.getXmlFragment('rich'), 0)
}

/** This place, or the one before where it would cut an emoji in two: no editor puts its caret there, and Yjs does not converge if one did. */
function besidePair(text: Y.Text, at: number): number {
  const steps = text.toDelta() as { insert: unknown }[]
  const units = steps.map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('')
  return /[\uDC00-\uDFFF]/.test(units.charAt(at)) ? at - 1 : at
}

/** mulberry32 */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** What two people wrote, offline from each other for stretches: the state after each step. */
function history(seed: number, steps: number): Uint8Array[] {
  const pick = random(seed)
  const [ada, bob] = [docUnder(1), docUnder(2)]
  const moments: Uint8Array[] = []
  for (let step = 0; step < steps; step++) {
    const writer = pick(2) === 0 ? ada : bob
    writer.transact(() => {
      for (let edits = 1 + pick(4); edits > 0; edits--) edit(writer, pick)
    })
    if (pick(4) === 0) meet(ada, bob)
    moments.push(Y.mergeUpdates([Y.encodeStateAsUpdate(ada), Y.encodeStateAsUpdate(bob)]))
  }
  return moments
}

function docUnder(clientId: number): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = clientId
  return doc
}

function meet(...docs: readonly Y.Doc[]): void {
  for (const from of docs) {
    for (const to of docs) if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'others')
  }
}

function docOf(...updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

const saying = (doc: Y.Doc) => JSON.stringify(contentOf(doc, roots))

test('a document that was restored to any moment says what that moment said, for everybody, and restoring again writes nothing', () => {
  let differed = 0
  for (let seed = 1; seed <= 50; seed++) {
    const moments = history(seed, 40)
    const pick = random(seed * 1000)
    for (let pair = 0; pair < 20; pair++) {
      const [now, then] = [moments[pick(40)]!, moments[pick(40)]!]
      const [doc, target, peer] = [docOf(now), docOf(then), docOf(now)]
      const wanted = saying(target)
      const isDifferent = saying(doc) !== wanted
      expect(restoreContent(doc, target, roots), `seed ${seed}, pair ${pair}`).toBe(isDifferent)
      expect(saying(doc), `seed ${seed}, pair ${pair}`).toBe(wanted)
      Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(peer)))
      expect(saying(peer), `seed ${seed}, pair ${pair}`).toBe(wanted)
      expect(saying(target)).toBe(wanted)
      const updates: Uint8Array[] = []
      doc.on('update', (update: Uint8Array) => updates.push(update))
      expect(restoreContent(doc, target, roots)).toBe(false)
      expect(updates).toEqual([])
      if (isDifferent) differed += 1
    }
  }
  expect(differed).toBeGreaterThan(900)
})

test('a restore merges with whatever else is written at the same time', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(19), (seed, then) => {
      const moments = history(seed, 20)
      const [server, ada] = [docOf(moments[19]!), docOf(moments[19]!)]
      restoreContent(server, docOf(moments[then]!), roots)
      const pick = random(seed + 1)
      for (let edits = 0; edits < 5; edits++) edit(ada, pick)
      // Twice: what one receives may let it tidy up formatting, which is an edit of its own.
      meet(server, ada)
      meet(server, ada)
      expect(saying(server)).toBe(saying(ada))
    }),
    { numRuns: 200 },
  )
})

describe('what others are doing survives', () => {
  function written(...paragraphs: string[]): Y.Doc {
    const doc = new Y.Doc()
    doc.getXmlFragment('rich').insert(
      0,
      paragraphs.map((text) => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText(text)])
        return paragraph
      }),
    )
    return doc
  }
  const paragraph = (doc: Y.Doc, at: number) => doc.getXmlFragment('rich').get(at) as Y.XmlElement
  const textOf = (doc: Y.Doc, at: number) => paragraph(doc, at).get(0) as Y.XmlText
  const lines = (doc: Y.Doc) =>
    doc
      .getXmlFragment('rich')
      .toArray()
      .map((child) => ((child as Y.XmlElement).get(0) as Y.XmlText).toJSON())

  test('words that somebody is typing into another paragraph, and into the very one that is restored', () => {
    const server = written('The disk was full.', 'Nobody saw the alert.', 'We were lucky.')
    const then = docOf(Y.encodeStateAsUpdate(server))
    textOf(server, 1).delete(0, 'Nobody'.length)
    textOf(server, 1).insert(0, 'Grace')
    const ada = docOf(Y.encodeStateAsUpdate(server))
    textOf(ada, 1).insert(textOf(ada, 1).length, ' It came by mail.')
    textOf(ada, 2).insert(0, 'Here ')
    restoreContent(server, then, roots)
    meet(server, ada)
    expect(lines(server)).toEqual(['The disk was full.', 'Nobody saw the alert. It came by mail.', 'Here We were lucky.'])
  })

  test('a paragraph keeps its identity when another was added before it and both changed', () => {
    const server = written('First of all.', 'The disk of the database was full at noon.')
    const then = docOf(Y.encodeStateAsUpdate(server))
    const kept = paragraph(server, 1)
    textOf(server, 1).insert(0, 'Later: ')
    server.getXmlFragment('rich').delete(0, 1)
    server.getXmlFragment('rich').insert(0, [new Y.XmlElement('paragraph'), new Y.XmlElement('paragraph')])
    restoreContent(server, then, roots)
    expect(lines(server)).toEqual(['First of all.', 'The disk of the database was full at noon.'])
    expect(paragraph(server, 1)).toBe(kept)
  })

  test('an entity that was deleted comes back under its key with all its fields, and others are left alone', () => {
    const server = new Y.Doc()
    const entry = (text: string) => {
      const map = new Y.Map<unknown>([
        ['id', text],
        ['by', 'ada'],
      ])
      map.set('text', new Y.Text(text))
      map.set('votes', new Y.Map([['bob', true]]))
      return map
    }
    server.getMap('map').set('one', entry('one'))
    server.getMap('map').set('two', entry('two'))
    const then = docOf(Y.encodeStateAsUpdate(server))
    const two = server.getMap('map').get('two')
    server.getMap('map').delete('one')
    const before = Y.encodeStateVector(server)
    restoreContent(server, then, roots)
    expect(server.getMap('map').toJSON()).toEqual(then.getMap('map').toJSON())
    expect(server.getMap('map').get('two')).toBe(two)
    expect(Y.encodeStateAsUpdate(server, before).length).toBeLessThan(120)
  })

  test('somebody else’s undo still takes back their own edit, and nothing but that', () => {
    const server = written('The disk was full.', 'Nobody saw the alert.')
    const then = docOf(Y.encodeStateAsUpdate(server))
    textOf(server, 0).insert(0, 'At noon: ')
    const ada = docOf(Y.encodeStateAsUpdate(server))
    const undo = new Y.UndoManager(ada.getXmlFragment('rich'))
    textOf(ada, 1).insert(0, 'By the way: ')
    meet(server, ada)
    // What Ada wrote is newer than the moment; it is restored away, so she writes again.
    restoreContent(server, then, roots)
    meet(server, ada)
    undo.stopCapturing()
    textOf(ada, 1).insert(textOf(ada, 1).length, ' It was in a folder.')
    meet(server, ada)
    expect(lines(server)).toEqual(['The disk was full.', 'Nobody saw the alert. It was in a folder.'])
    undo.undo()
    undo.undo()
    meet(server, ada)
    expect(lines(server)).toEqual(['The disk was full.', 'Nobody saw the alert.'])
  })
})

test('a large document that was rewritten from end to end is restored by a bounded number of changes', () => {
  const pick = random(7)
  const essay = (length: number) => Array.from({ length }, () => words[pick(words.length)]).join(' ')
  const [doc, target] = [new Y.Doc(), new Y.Doc()]
  for (const each of [doc, target]) {
    each.getText('text').insert(0, essay(30_000))
    each.getXmlFragment('rich').insert(
      0,
      Array.from({ length: 3000 }, () => new Y.XmlText(essay(12))),
    )
  }
  const before = Y.encodeStateVector(doc)
  restoreContent(doc, target, roots)
  expect(saying(doc)).toBe(saying(target))
  expect(Y.decodeUpdate(Y.encodeStateAsUpdate(doc, before)).structs.length).toBeLessThan(25_000)
})

test('values that no JSON tells apart are told apart', () => {
  const contents = [
    undefined,
    null,
    'undefined',
    0,
    -0,
    NaN,
    Infinity,
    '0',
    [],
    {},
    [[]],
    { list: [] },
    new Uint8Array(),
    1n,
  ].map((value) => {
    const doc = new Y.Doc()
    doc.getMap('map').set('key', value)
    return saying(doc)
  })
  expect(new Set(contents).size).toBe(contents.length)
})
