#include "base/embedded.h"

#include <string.h>

struct slice embedded_find(const struct embedded_file *files, const char *name)
{
    for (; files->name; files++)
        if (strcmp(files->name, name) == 0)
            return files->content;
    return (struct slice){ 0 };
}
