/** The disk is too full to write safely. Reading goes on; writing is possible again when there is space. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull';
}

/** The store cannot be reached or did not answer in time. Whether the work was done is not known. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
