// Tells an error by which the machine says that its disk is full, whoever met it: the database, a file, or a thread that handed the error on.

const full = /\bENOSPC\b|SQLITE_FULL|database or disk is full|no space left on device/i;

/** What to say then: nothing that is written in one piece was written. */
export const fullDiskMessage = '磁盘已满，没有任何改动；请管理员腾出空间后重试';

export function isFullDisk(error: unknown): boolean {
  // Told by what it says: what comes from a thread need not be an error of this one's class.
  if (typeof error !== 'object' || error === null) return false;
  const said = ['code' in error ? error.code : '', 'message' in error ? error.message : ''].map(String).join(' ');
  return full.test(said) || ('cause' in error && isFullDisk(error.cause));
}
