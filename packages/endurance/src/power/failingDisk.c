/*
 * A disk that fails on command, and whose power can be cut: loaded into the server's process by LD_PRELOAD, between SQLite and the kernel.
 *
 * Every write to the database and its write-ahead log goes into a journal with what was there before, and so does every fsync with whether
 * it succeeded. After a kill that tells which bytes a real disk may have lost: all that no successful fsync came behind. It is
 * the reader of the journal (powerCut.ts) who takes them away.
 *
 * FAILING_DISK_CONTROL: a file of one byte. Bit 0: fsync fails with EIO. Bit 1: writes fail with EIO. Every fsync takes 5 ms longer, like
 * that of a cheap disk: between a write and its fsync is where power is lost most often.
 * FAILING_DISK_JOURNAL: where the journal goes. Records in this machine's byte order:
 *   'W' path offset oldSize length oldLength old new    a write
 *   'T' path newSize oldSize oldLength old              a truncation
 *   'S' path                                            an fsync that succeeded
 *   'F' path                                            one that failed: like Linux, the bytes are forgotten and not tried again
 *   'U' path oldSize oldLength old                      the file is deleted
 * A path is a u32 length and its bytes, all other numbers are u64.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile const unsigned char *control;
static int journal = -1;

__attribute__((constructor)) static void begin(void) {
  const char *controlPath = getenv("FAILING_DISK_CONTROL");
  const char *journalPath = getenv("FAILING_DISK_JOURNAL");
  if (controlPath == NULL || journalPath == NULL) return;
  int fd = open(controlPath, O_RDONLY | O_CLOEXEC);
  if (fd < 0) abort();
  control = mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);
  journal = open(journalPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (control == MAP_FAILED || journal < 0) abort();
}

static int fails(int bit) { return control != NULL && (*control & bit) != 0; }

/* The database and its log; not the lock, nor the shared memory, which outlives no crash. */
static int isWatched(const char *path) {
  const char *name = strrchr(path, '/');
  return name != NULL && (strcmp(name, "/second-story.sqlite") == 0 || strcmp(name, "/second-story.sqlite-wal") == 0);
}

/* The length of the path of a file that is watched, or 0. */
static size_t watched(int fd, char *path, size_t room) {
  if (journal < 0) return 0;
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, room - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return isWatched(path) ? (size_t)length : 0;
}

static char *put(char *at, const void *bytes, size_t length) {
  memcpy(at, bytes, length);
  return at + length;
}

static char *putNumber(char *at, uint64_t number) { return put(at, &number, sizeof number); }

/* One write to the journal is one record: whoever is killed in between leaves whole ones. */
static void note(char kind, const char *path, size_t pathLength, const uint64_t *numbers, int count, const void *old, size_t oldLength,
                 const void *new, size_t newLength) {
  char *record = malloc(1 + 4 + pathLength + 8 * (size_t)count + oldLength + newLength);
  uint32_t length32 = (uint32_t)pathLength;
  char *at = record;
  *at++ = kind;
  at = put(at, &length32, 4);
  at = put(at, path, pathLength);
  for (int index = 0; index < count; index++) at = putNumber(at, numbers[index]);
  at = put(at, old, oldLength);
  at = put(at, new, newLength);
  size_t size = (size_t)(at - record);
  for (size_t done = 0; done < size;) {
    long wrote = syscall(SYS_write, journal, record + done, size - done);
    if (wrote <= 0) abort();
    done += (size_t)wrote;
  }
  free(record);
}

static uint64_t sizeOf(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 ? (uint64_t)status.st_size : 0;
}

/* What is in the file there; less than asked for at its end. The file may be open for writing only by somebody else: it isn't. */
static char *readOld(int fd, uint64_t offset, uint64_t length, uint64_t *got) {
  char *old = malloc(length == 0 ? 1 : length);
  long read = syscall(SYS_pread64, fd, old, length, offset);
  *got = read > 0 ? (uint64_t)read : 0;
  return old;
}

static void noteWrite(int fd, const char *path, size_t pathLength, const void *bytes, uint64_t length, uint64_t offset) {
  uint64_t oldLength;
  char *old = readOld(fd, offset, length, &oldLength);
  uint64_t numbers[] = {offset, sizeOf(fd), length, oldLength};
  note('W', path, pathLength, numbers, 4, old, oldLength, bytes, length);
  free(old);
}

static ssize_t writeAt(int fd, const void *bytes, size_t length, off64_t offset) {
  char path[4096];
  size_t pathLength = watched(fd, path, sizeof path);
  if (pathLength == 0) return syscall(SYS_pwrite64, fd, bytes, length, offset);
  if (fails(2)) {
    errno = EIO;
    return -1;
  }
  pthread_mutex_lock(&lock);
  noteWrite(fd, path, pathLength, bytes, length, (uint64_t)offset);
  ssize_t wrote = syscall(SYS_pwrite64, fd, bytes, length, offset);
  pthread_mutex_unlock(&lock);
  return wrote;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return writeAt(fd, bytes, length, offset); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return writeAt(fd, bytes, length, offset); }

static int truncateTo(int fd, off64_t size) {
  char path[4096];
  size_t pathLength = watched(fd, path, sizeof path);
  if (pathLength == 0) return (int)syscall(SYS_ftruncate, fd, size);
  if (fails(2)) {
    errno = EIO;
    return -1;
  }
  pthread_mutex_lock(&lock);
  uint64_t oldSize = sizeOf(fd), oldLength = 0;
  char *old = readOld(fd, (uint64_t)size, oldSize > (uint64_t)size ? oldSize - (uint64_t)size : 0, &oldLength);
  uint64_t numbers[] = {(uint64_t)size, oldSize, oldLength};
  note('T', path, pathLength, numbers, 3, old, oldLength, NULL, 0);
  free(old);
  int result = (int)syscall(SYS_ftruncate, fd, size);
  pthread_mutex_unlock(&lock);
  return result;
}

int ftruncate64(int fd, off64_t size) { return truncateTo(fd, size); }
int ftruncate(int fd, off_t size) { return truncateTo(fd, size); }

static int sync_(int fd, long call) {
  char path[4096];
  size_t pathLength = watched(fd, path, sizeof path);
  if (pathLength == 0) return (int)syscall(call, fd);
  pthread_mutex_lock(&lock);
  usleep(5000);
  int result = (int)syscall(call, fd);
  int isFailure = result != 0 || fails(1);
  note(isFailure ? 'F' : 'S', path, pathLength, NULL, 0, NULL, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  if (isFailure && result == 0) {
    errno = EIO;
    result = -1;
  }
  return result;
}

int fsync(int fd) { return sync_(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_(fd, SYS_fdatasync); }

int unlink(const char *path) {
  if (journal < 0 || !isWatched(path)) return (int)syscall(SYS_unlink, path);
  pthread_mutex_lock(&lock);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  uint64_t size = fd < 0 ? 0 : sizeOf(fd), oldLength = 0;
  char *old = readOld(fd, 0, size, &oldLength);
  if (fd >= 0) close(fd);
  uint64_t numbers[] = {size, oldLength};
  note('U', path, strlen(path), numbers, 2, old, oldLength, NULL, 0);
  free(old);
  int result = (int)syscall(SYS_unlink, path);
  pthread_mutex_unlock(&lock);
  return result;
}
