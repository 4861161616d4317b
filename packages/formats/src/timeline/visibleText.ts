/** What a reader sees of Markdown and HTML: links and images by their words, no marks, no tags, spaces single. Linear in the text. */
export function visibleText(source: string): string {
  return source
    .replace(/<br\s{0,3}\/?>/gi, ' ')
    .replace(/!\[[^\][]{0,300}\]\([^()\s]{0,2000}\)/g, '')
    .replace(/\[([^\][]{0,500})\]\([^()\s]{0,2000}(?:\s{1,3}"[^"]{0,300}")?\)/g, '$1')
    .replace(/\[([^\][]{1,500})\]\[[^\][]{0,200}\]/g, '$1')
    .replace(/\[\^\w{1,40}\]/g, '')
    .replace(/<(https?:\/\/[^>\s]{1,2000}|[^>\s@]{1,100}@[^>\s]{1,200})>/g, '$1')
    .replace(/<\/?[a-zA-Z][^<>]{0,300}>/g, '')
    .replace(/\{\{[<%][^{}]{0,200}[>%]\}\}/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\*\*|__|~~|`/g, '')
    .replace(/(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])/g, '')
    .replace(/\\([\\`*_{}[\]()#+.!|~<>-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }
