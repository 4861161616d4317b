export { type CauseQuestion, questionsForCauses } from './causes/questionsForCauses.ts'
export { definitionNotes } from './definitionNotes.ts'
export { type Prompts, prompts } from './prompts.ts'
export { findTrap, type Trap, type TrapId, trapIds, traps } from './traps/traps.ts'
