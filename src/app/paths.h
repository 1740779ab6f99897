/* Where khabar's files are (XDG Base Directory Specification). */
#ifndef KHABAR_APP_PATHS_H
#define KHABAR_APP_PATHS_H

#include "base/error.h"

#include <limits.h>

struct paths {
    char config[PATH_MAX];      /* …/khabar/config */
    char feeds[PATH_MAX];       /* …/khabar/feeds */
    char themes[PATH_MAX];      /* …/khabar/themes */
    char database[PATH_MAX];    /* …/khabar/khabar.db */
    char history[PATH_MAX];     /* …/khabar/history */
    char state[PATH_MAX];       /* …/khabar/state */
    char state_folder[PATH_MAX];
    char config_folder[PATH_MAX];
    char data_folder[PATH_MAX];
};

/* Makes no folder. False when neither XDG variables nor HOME say where. */
bool paths_find(struct paths *paths, struct error *error);

#endif
