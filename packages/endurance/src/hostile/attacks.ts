import { any, collected, contents, handmade, item, sharedType, string, values } from '@second-story/sync/testing'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { Random } from '../random.ts'
import { type Attack, bytesOf, frameOf, type Honest, updateOf } from './frames.ts'

/** Every structured attack. Each frame is small; what is large is what it claims. */
export const attacks: readonly Attack[] = [
  ...[
    ['a frame without a byte', () => new Uint8Array()],
    ['a type and nothing else', (random: Random) => Uint8Array.of(random.below(256))],
    ['an unknown type', (random: Random) => Uint8Array.of(4 + random.below(100), ...noise(random, 20))],
    ['noise', (random: Random) => Uint8Array.from(noise(random, 1 + random.below(200)))],
    ['noise as an update', (random: Random) => updateOf(Uint8Array.from(noise(random, random.below(100))))],
    ['a length beyond the frame', (random: Random) => Uint8Array.of(0, random.below(3), 255, 255, 255, 255, 15, 1, 2)],
    ['a length beyond all numbers', () => Uint8Array.of(0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1)],
    ['a barrier with a huge token', () => barrier(Number.MAX_SAFE_INTEGER)],
    ['a barrier beyond all numbers', () => Uint8Array.of(120, ...Array.from({ length: 12 }, () => 255), 1)],
    ['bytes after a barrier', () => Uint8Array.of(120, 1, 1)],
    ['a sync message of no kind', (random: Random) => frameOf(0, 3 + random.below(200), new Uint8Array(3))],
    ['Saved, said by a client', () => Uint8Array.of(121, 1, 1)],
    ['Notice, said by a client', () => Uint8Array.of(122, 1, 65)],
    ['a state vector that counts to a billion', () => frameOf(0, 0, counted(1e9))],
    ['a state vector of strangers', (random: Random) => frameOf(0, 0, strangers(random, 2000))],
    ['a state vector ahead of everybody', (_: Random, { doc }: Honest) => frameOf(0, 0, aheadOf(doc))],
    ['presence that counts to a billion', () => frameOf(1, null, counted(1e9))],
    ['presence of a thousand people', (random: Random) => frameOf(1, null, crowd(random, 1000))],
    [
      'presence under somebody’s id',
      (random: Random, honest: Honest) => frameOf(1, null, presence(someId(random, honest).client, 9, '{"x":1}')),
    ],
    [
      'somebody’s leaving',
      (random: Random, honest: Honest) => frameOf(1, null, presence(someId(random, honest).client, 2 ** 32, 'null')),
    ],
    ['presence that is no JSON', (random: Random) => frameOf(1, null, presence(random.below(2 ** 32), 1, '{"x":'))],
    ['presence that is a list', (random: Random) => frameOf(1, null, presence(random.below(2 ** 32), 1, '[1]'))],
    [
      'presence as deep as it is long',
      (random: Random) => frameOf(1, null, presence(random.below(2 ** 32), 1, `{"a":${'['.repeat(900)}${']'.repeat(900)}}`)),
    ],
    [
      'presence with a prototype',
      (random: Random) => frameOf(1, null, presence(random.below(2 ** 32), 1, '{"__proto__":{"user":{"name":"Ada"}},"user":1}')),
    ],
    ['presence beyond its size', () => frameOf(1, null, presence(7, 1, JSON.stringify({ a: 'x'.repeat(20_000) })))],
  ].map(([tries, make]) => ({ tries, make }) as Attack),
  ...updates(),
]

function updates(): Attack[] {
  const made = (tries: string, make: (random: Random, honest: Honest) => Uint8Array): Attack => ({
    tries,
    make: (random, honest) => updateOf(make(random, honest)),
  })
  const own = (random: Random) => 1 + random.below(2 ** 31)
  const one = (random: Random, struct: (encoder: encoding.Encoder) => void, clock = 0) =>
    handmade([{ client: own(random), clock, structs: [struct] }])
  const x = string('x')
  return [
    made('words', (random, { roots }) => one(random, item({ root: roots.text }, contents.string, string('hello')))),
    made('bytes after an update', (random, { roots }) =>
      Uint8Array.of(...one(random, item({ root: roots.text }, contents.string, x)), random.below(256)),
    ),
    made('a gap', (random, { roots }) => one(random, item({ root: roots.text }, contents.string, x), 1 + random.below(1000))),
    made('a neighbour that nobody wrote', (random) =>
      one(random, item({ after: Y.createID(random.below(2 ** 31), random.below(100)), before: null }, contents.string, x)),
    ),
    made('a parent that nobody wrote', (random) =>
      one(random, item({ inside: Y.createID(random.below(2 ** 31), 3) }, contents.string, x)),
    ),
    made('words under somebody’s id', (random, honest) => {
      const { client } = someId(random, honest)
      const clock = Y.getState(honest.doc.store, client)
      return handmade([{ client, clock, structs: [item({ root: honest.roots.text }, contents.string, string('EVIL'))] }])
    }),
    made('somebody’s words written anew', (random, honest) =>
      handmade([
        {
          client: someId(random, honest).client,
          clock: 0,
          structs: [item({ root: honest.roots.text }, contents.string, string('EVIL'.repeat(50)))],
        },
      ]),
    ),
    made('an id beyond 32 bits', (_random, { roots }) =>
      handmade([{ client: 2 ** 40, clock: 0, structs: [item({ root: roots.text }, contents.string, x)] }]),
    ),
    made('a clock beyond all use', (random) => one(random, collected(0, 2 ** 52))),
    made('a collected struct of two billion', (random) => one(random, collected(0, 2 ** 31 - 1 - random.below(3)))),
    made('a deleted part of two billion', (random, { roots }) =>
      one(
        random,
        item({ root: roots.text }, contents.deleted, (encoder) => encoding.writeVarUint(encoder, 2 ** 31 - 1)),
      ),
    ),
    made('a struct of no length', (random) => one(random, collected(0, 0))),
    made('words of no length', (random, { roots }) => one(random, item({ root: roots.text }, contents.string, string('')))),
    made('a skipped part', (random, { roots }) =>
      handmade([{ client: own(random), clock: 0, structs: [collected(10, 5), item({ root: roots.text }, contents.string, x)] }]),
    ),
    made('a skipped part of two billion', (random) => one(random, collected(10, 2 ** 31))),
    made('two sections of one client', (random, { roots }) => {
      const client = own(random)
      const struct = item({ root: roots.text }, contents.string, string('ab'))
      return handmade([0, 2].map((clock) => ({ client, clock, structs: [struct] })))
    }),
    made('two sections that say different things', (random, { roots }) => {
      const client = own(random)
      return handmade(
        ['aa', 'bbbb'].map((words) => ({
          client,
          clock: 0,
          structs: [item({ root: roots.text }, contents.string, string(words))],
        })),
        [{ client, ranges: [[0, 2 + random.below(4)]] }],
      )
    }),
    made('a circle of neighbours', (random) => {
      const [one, two] = [own(random), own(random)]
      const beside = (client: number) => item({ after: Y.createID(client, 0), before: null }, contents.string, x)
      return handmade([
        { client: one, clock: 0, structs: [beside(two)] },
        { client: two, clock: 0, structs: [beside(one)] },
      ])
    }),
    made('its own neighbour', (random) => {
      const client = own(random)
      const id = Y.createID(client, random.below(2))
      return handmade([
        { client, clock: 0, structs: [item({ after: id, before: random.below(2) ? id : null }, contents.string, string('xx'))] },
      ])
    }),
    made('its own parent', (random) => {
      const client = own(random)
      return handmade([{ client, clock: 0, structs: [item({ inside: Y.createID(client, 0) }, contents.type, sharedType(1))] }])
    }),
    made('neighbours in different places', (random, honest) =>
      one(random, item({ after: someId(random, honest), before: someId(random, honest) }, contents.string, string('between'))),
    ),
    made('neighbours in different places, a map', (random, honest) =>
      one(random, item({ after: someId(random, honest), before: someId(random, honest) }, contents.type, sharedType(1))),
    ),
    made('a parent that is no type', (random, honest) =>
      one(
        random,
        item({ inside: someId(random, honest), ...(random.below(2) ? { key: 'k' } : {}) }, contents.any, values(any(1))),
      ),
    ),
    made('something in the middle of a letter', (random, honest) => {
      const id = someId(random, honest)
      return one(random, item({ after: id, before: null }, contents.string, string('😀😀')))
    }),
    made('a root that is not there', (random) => one(random, item({ root: 'elsewhere' }, contents.string, x))),
    made('a root with a telling name', (random) =>
      one(random, item({ root: random.pick(['__proto__', 'constructor', '']) }, contents.string, x)),
    ),
    made('the wrong content for a root', (random, { roots }) =>
      one(
        random,
        item(
          {
            root: random.pick(Object.values(roots)),
            ...(random.below(2) ? { key: random.pick(['k', '__proto__', 'key']) } : {}),
          },
          ...random.pick<[number, (encoder: encoding.Encoder) => void]>([
            [contents.string, string('words')],
            [contents.any, values(any(1), any(null), any(undefined))],
            [contents.json, values(string('{"a":1}'), string('undefined'))],
            [contents.binary, (encoder) => encoding.writeVarUint8Array(encoder, new Uint8Array(9))],
            [contents.embed, string('{"image":1}')],
            [contents.format, formatting('bold', 'true')],
            [contents.format, formatting('__proto__', '{"x":1}')],
            [contents.type, sharedType(random.below(9), random.below(2) ? 'name' : undefined)],
            [contents.deleted, (encoder) => encoding.writeVarUint(encoder, 3)],
          ]),
        ),
      ),
    ),
    made('one key set twice as if for the first time', (random, { roots }) => {
      const set = item({ root: roots.map, key: 'same' }, contents.any, values(any(random.below(9))))
      return handmade([{ client: own(random), clock: 0, structs: [set, set, set] }])
    }),
    made('a document inside', (random, { roots }) =>
      one(
        random,
        item({ root: roots.map, key: 'd' }, contents.doc, (encoder) => {
          encoding.writeVarString(encoder, 'guid')
          encoding.writeAny(encoder, {})
        }),
      ),
    ),
    made('types as deep as it goes', (random, { roots }) => {
      const client = own(random)
      const depth = random.pick([10, 63, 64, 65, 200, 2000])
      const structs = Array.from({ length: depth }, (_, level) =>
        item(
          level === 0 ? { root: roots.map, key: 'deep' } : { inside: Y.createID(client, level - 1), key: 'in' },
          contents.type,
          sharedType(1),
        ),
      )
      return handmade([{ client, clock: 0, structs }])
    }),
    made('a value as deep as it goes', (random, { roots }) => {
      const depth = random.pick([10, 64, 70, 1000, 20_000])
      return one(
        random,
        item({ root: roots.list }, contents.any, (encoder) => {
          encoding.writeVarUint(encoder, 1)
          for (let level = 0; level < depth; level++) for (const byte of [117, 1]) encoding.writeUint8(encoder, byte)
          encoding.writeUint8(encoder, 126)
        }),
      )
    }),
    made('JSON as deep as it goes', (random, { roots }) => {
      const depth = random.pick([64, 1000, 20_000])
      return one(random, item({ root: roots.text }, contents.embed, string('['.repeat(depth) + ']'.repeat(depth))))
    }),
    made('a value with a prototype', (random, { roots }) =>
      one(random, item({ root: roots.list }, contents.any, values(withPrototype(random.below(200))))),
    ),
    made('numbers at the edge', (random, { roots }) =>
      one(
        random,
        item(
          { root: roots.list },
          contents.any,
          values(...[Number.NaN, -0, Infinity, 2 ** 53 - 1, -(2 ** 31), 1e300, 2n ** 62n, '\u{D800}', ''].map(any)),
        ),
      ),
    ),
    made('a number beyond all numbers', (random, { roots }) =>
      one(
        random,
        item({ root: roots.list }, contents.any, (encoder) =>
          [1, 125, 255, 255, 255, 255, 255, 255, 255, 255, 1].forEach((byte) => encoding.writeUint8(encoder, byte)),
        ),
      ),
    ),
    made('bytes that are no letters', (random, { roots }) =>
      one(
        random,
        item({ root: roots.text }, contents.string, (encoder) =>
          encoding.writeVarUint8Array(encoder, Uint8Array.of(0xed, 0xa0, 0x80, 0xff, 0xc0)),
        ),
      ),
    ),
    made('a deletion of what nobody wrote', (random) => handmade([], [{ client: own(random), ranges: [[0, 5]] }])),
    made('a deletion beyond the end', (random, honest) =>
      handmade([], [{ client: someId(random, honest).client, ranges: [[0, 2 ** 40]] }]),
    ),
    made('a deletion of nothing', (random, honest) =>
      handmade([], [{ client: someId(random, honest).client, ranges: [[0, 0]] }]),
    ),
    made('deletions that overlap', (random, honest) => {
      const { client } = someId(random, honest)
      const reach = Y.getState(honest.doc.store, client)
      return handmade(
        [],
        [0, 1].map(() => ({
          client,
          ranges: Array.from({ length: 50 }, () => [random.below(reach), 1] as const).flatMap((each) => [each, each]),
        })),
      )
    }),
    made('a delete set that counts to a billion', () => Uint8Array.of(0, ...counted(1e9))),
    made('an update that counts to a billion', () => Uint8Array.of(...counted(1e9), 0)),
    made('an update of deletions and noise', (random) => Uint8Array.of(0, 1, ...noise(random, 12))),
    made('formatting that never ends', (random, honest) => {
      const client = own(random)
      const structs = Array.from({ length: 100 }, (_, index) =>
        item(
          { after: index === 0 ? someId(random, honest) : Y.createID(client, index - 1), before: null },
          contents.format,
          formatting('bold', index % 2 ? 'null' : 'true'),
        ),
      )
      return handmade([{ client, clock: 0, structs }])
    }),
  ]
}

const noise = (random: Random, length: number): number[] => Array.from({ length }, () => random.below(256))

const barrier = (token: number) =>
  bytesOf((encoder) => {
    encoding.writeVarUint(encoder, 120)
    encoding.writeVarUint(encoder, token)
  })

const counted = (count: number) => bytesOf((encoder) => encoding.writeVarUint(encoder, count))

const strangers = (random: Random, count: number) =>
  Y.encodeStateVector(new Map(Array.from({ length: count }, () => [random.below(2 ** 32), random.below(2 ** 31)])))

const aheadOf = (doc: Y.Doc) =>
  Y.encodeStateVector(new Map([...Y.decodeStateVector(Y.encodeStateVector(doc))].map(([client]) => [client, 2 ** 50])))

const presence = (client: number, clock: number, state: string, count = 1) =>
  bytesOf((encoder) => {
    encoding.writeVarUint(encoder, count)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  })

const crowd = (random: Random, count: number) =>
  bytesOf((encoder) => {
    encoding.writeVarUint(encoder, count)
    for (let index = 0; index < count; index++) {
      encoding.writeVarUint(encoder, random.below(2 ** 32))
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, '{}')
    }
  })

const formatting = (key: string, json: string) => (encoder: encoding.Encoder) => {
  encoding.writeVarString(encoder, key)
  encoding.writeVarString(encoder, json)
}

/** An object whose prototype is set by reading it, and that again, so deep. */
function withPrototype(depth: number): (encoder: encoding.Encoder) => void {
  return (encoder) => {
    for (let level = 0; level <= depth; level++) {
      encoding.writeUint8(encoder, 118)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, '__proto__')
    }
    encoding.writeAny(encoder, { name: 'Ada' })
  }
}

/** Of something that stands in the document, deleted or not. */
function someId(random: Random, { doc }: Honest): Y.ID {
  const [client, structs] = random.pick([...doc.store.clients])
  const { id, length } = random.pick(structs)
  return Y.createID(client, id.clock + random.below(length))
}
