#include "store/vfs.h"

#include <sqlite3.h>
#include <stddef.h>

/* SQLite keeps pointers to these for as long as the program runs; they are set once and then only read. */
enum { MOST_METHODS = 4 }; /* the system's files have one table, and one more for those that need no lock */
static sqlite3_vfs vfs, *system_vfs;
static struct {
    const sqlite3_io_methods *system;
    sqlite3_io_methods ours;
} methods[MOST_METHODS];

static int read_bytes(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset)
{
    for (int i = 0; i < MOST_METHODS; i++)
        if (file->pMethods == &methods[i].ours) {
            int code = methods[i].system->xRead(file, bytes, count, offset);
            return code == SQLITE_IOERR_CORRUPTFS ? SQLITE_IOERR_READ : code;
        }
    return SQLITE_IOERR_READ;
}

/* A file of a kind that is one too many keeps its own table, and is read as SQLite would. */
static void take_over(sqlite3_file *file)
{
    for (int i = 0; i < MOST_METHODS; i++) {
        if (!methods[i].system) {
            methods[i].system = file->pMethods;
            methods[i].ours = *file->pMethods;
            methods[i].ours.xRead = read_bytes;
        }
        if (methods[i].system == file->pMethods) {
            file->pMethods = &methods[i].ours;
            return;
        }
    }
}

static int open_file(sqlite3_vfs *own, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
    (void)own;
    int code = system_vfs->xOpen(system_vfs, name, file, flags, flags_out);
    if (code == SQLITE_OK && file->pMethods)
        take_over(file);
    return code;
}

void vfs_tell_disk_from_damage(void)
{
    if (system_vfs || !(system_vfs = sqlite3_vfs_find(NULL)))
        return;
    vfs = *system_vfs;
    vfs.zName = "khabar";
    vfs.pNext = NULL;
    vfs.xOpen = open_file;
    sqlite3_vfs_register(&vfs, 1);
}
