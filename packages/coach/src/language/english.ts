import type { Sentence } from './sentences.ts'

/**
 * Whether a sentence is English, by its small words: a German sentence with “Human Error” in it is not. Notes without any small words
 * (`14:02 rollback merged`) pass.
 */
export function isEnglish(sentence: Sentence): boolean {
  let english = 0
  let other = 0
  for (const { word } of sentence.tokens) {
    if (ours.has(word)) english += 1
    else if (others.has(word)) other += 1
  }
  return other === 0 || english > other * 2
}

const ours = new Set(
  'the of and to in that it is was for on are with as they at be this have from or had by not but what were we when your can said there use an each which she do how their if will up other about out many then them these so some her would make like him into has look two more write go see no way could people my than been who its now find did get come may i you he us our after before because should'.split(
    ' ',
  ),
)

/** Small words of other languages that are none of English. */
const others = new Set(
  `der das und ist nicht ein eine einer eines dem auf für fur mit von zu wir sie ich haben hatten hätte hätten wurde wurden waren sind auch bei nach wie oder aber dass weil
  le les et une dans que qui pour avec pas nous vous ils elle ont avait été était sont cette ces mais
  los las una por para fue eran hay del pero como más
  gli che è sono era della dei nel
  da um uma não foi com
  het een niet voor zijn werd ook maar dat
  och att som för på med inte är av det ikke og har`.split(/\s+/),
)
