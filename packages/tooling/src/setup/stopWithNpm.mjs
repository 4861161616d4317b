/**
 * Stops this process, as SIGTERM does, once the shell that npm started it in is gone. npm hands SIGTERM on to that shell alone, and
 * a shell like Debian's dies of it without a word to us: whoever stops `npm start` would leave a server behind that holds the port.
 */
export function stopWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return // not started by npm: then a parent may leave
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}
