/** A part of this page’s address that a build writes: `import address from './xWorker.ts?worker&url'`. */
type WorkerAddress = string

/**
 * Starts a worker from a file of ours. The page’s policy (Trusted Types) lets a worker’s address be no mere string, and this module alone may
 * vouch for one: every other origin is refused. Throws where the browser refuses it.
 */
export function startOwnWorker(address: WorkerAddress): Worker {
  const url = new URL(address, location.href)
  if (url.origin !== location.origin) throw new TypeError(`A worker comes from ${location.origin}, not from ${url.origin}.`)
  // The types of workers do not know what the policy makes, which stands for the same address.
  return new Worker((policy?.createScriptURL(url.href) ?? url.href) as string, { type: 'module' })
}

interface ScriptAddresses {
  createScriptURL(address: string): unknown
}

/** A name can be taken once for a page. Browsers without Trusted Types need none. */
const policy = (
  globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(address: string): string }): ScriptAddresses }
  }
).trustedTypes?.createPolicy('second-story', { createScriptURL: (address) => address })
