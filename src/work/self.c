#include "work/self.h"

#include <string.h>

#if defined(__linux__)

/* The name stays good when the file is replaced by an upgrade while khabar runs: the child is the same inode. */
bool self_path(char path[PATH_MAX])
{
    strcpy(path, "/proc/self/exe");
    return true;
}

#elif defined(__APPLE__)

#include <mach-o/dyld.h>
#include <stdint.h>

bool self_path(char path[PATH_MAX])
{
    uint32_t size = PATH_MAX;
    return _NSGetExecutablePath(path, &size) == 0;
}

#elif defined(__FreeBSD__) || defined(__DragonFly__) || defined(__NetBSD__)

#include <sys/types.h>

#include <sys/sysctl.h>

bool self_path(char path[PATH_MAX])
{
#if defined(__NetBSD__)
    int name[] = { CTL_KERN, KERN_PROC_ARGS, -1, KERN_PROC_PATHNAME };
#else
    int name[] = { CTL_KERN, KERN_PROC, KERN_PROC_PATHNAME, -1 };
#endif
    size_t size = PATH_MAX;
    return sysctl(name, 4, path, &size, NULL, 0) == 0;
}

#else

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* No way to ask: the installed program of the same name. */
bool self_path(char path[PATH_MAX])
{
    const char *folders = getenv("PATH");
    while (folders && *folders) {
        size_t length = strcspn(folders, ":");
        int written = snprintf(path, PATH_MAX, "%.*s/khabar", (int)length, folders);
        if (written > 0 && written < PATH_MAX && access(path, X_OK) == 0)
            return true;
        folders += length + (folders[length] == ':');
    }
    return false;
}

#endif
