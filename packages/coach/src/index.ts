export { type Prompts, prompts } from './prompts.ts'
export { type CauseQuestion, questionsForCauses } from './questionsForCauses.ts'
export { findTrap, type Trap, type TrapId, trapIds, traps } from './traps/traps.ts'
