/* How SQLite reaches its files. */
#ifndef KHABAR_STORE_VFS_H
#define KHABAR_STORE_VFS_H

/* For every connection from now on; harmless the second time. SQLite takes EIO on reading for damage to the file system
 * and says SQLITE_CORRUPT (SQLITE_IOERR_CORRUPTFS in the end of sqlite3VdbeExec). A disk that fails now and then would
 * have a sound database set aside: from here it is SQLITE_IOERR_READ, as any other failure to read. */
void vfs_tell_disk_from_damage(void);

#endif
