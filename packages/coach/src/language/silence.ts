/**
 * The parts of a text that are not the writer's own voice, as `[start, end)` in order: quotations, code, addresses, lines of logs and chats,
 * commands, lines that quote a message. The coach says nothing about them. An opening mark without its partner on the same line silences
 * nothing: somebody is still typing. Each pattern excludes its own opening mark, or ends with the line, so that time stays linear.
 */
export function silentRanges(text: string): readonly (readonly [number, number])[] {
  return [...text.matchAll(silent)].map((match) => [match.index, match.index + match[0].length] as const)
}

const clock = String.raw`\[?\(?(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?\)?\]?`

const silent = new RegExp(
  [
    // Whole lines.
    String.raw`^[ \t]{0,8}(?:\x60{3}|~~~)[^\n]*\n(?:(?![ \t]{0,8}(?:\x60{3}|~~~))[^\n]*\n){0,400}?[ \t]{0,8}(?:\x60{3}|~~~)`,
    String.raw`^[ \t]{0,8}(?:>|\$|%|#!)[ \t][^\n]*`,
    String.raw`^[ \t]{1,8}at [\w.$<>/]{1,200}\([^\n]*`,
    String.raw`^[ \t]{0,8}(?:${clock}[ \t]{0,4}(?:[-–|][ \t]{0,4})?)?<[ \t]{0,2}[@+%]?[\w|\[\]-]{1,40}>[ \t][^\n]*`,
    String.raw`^[ \t]{0,8}${clock}[ \t]{1,4}(?:\S{1,80}[ \t]{1,4}){0,4}?[\[(|]?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|PANIC)\b[^\n]*`,
    String.raw`^[ \t]{0,8}(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|PANIC)[\])]?:? [^\n]*`,
    String.raw`^[ \t]{0,8}[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S{1,80} \S{1,80}:[^\n]*`,
    // Within a line.
    String.raw`\x60[^\x60\n]*\x60`,
    String.raw`“[^“”\n]*”`,
    String.raw`„[^„“”\n]*[“”]`,
    String.raw`«[^«»\n]*»`,
    String.raw`(?<![\w"])"(?=[^\s"])[^"\n]*"(?!\w)`,
    String.raw`(?<!\w)[‘](?=\S)[^‘’\n]{1,160}[’](?!\w)`,
    String.raw`(?<![\w'])'(?=[^\s'])[^'\n]{1,160}'(?![\w'])`,
    // What ends a sentence after an address is not part of it, or two sentences would be one.
    String.raw`\b(?:https?|ftp|ssh|git|file|mailto):[^\s<>]+(?<![.,;:!?])`,
    String.raw`(?<![\w@])www\.[^\s<>]+(?<![.,;:!?])`,
    String.raw`\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+`,
    String.raw`(?<![\w/.])~?\.{0,2}(?:/[\w.@:+-]{1,100}){2,}(?<![.:])/?`,
  ].join('|'),
  'gm',
)
