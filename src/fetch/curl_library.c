#include "fetch/curl_library.h"

#ifndef CURL_LIBRARY

bool curl_library_load(struct error *error)
{
    (void)error;
    return true;
}

#else

#define curl_url_get curl_url_get_as_declared /* its first parameter is const in newer headers */
#include <curl/curl.h>
#undef curl_url_get
#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What khabar calls, by its name, parameters and arguments. */
#define FUNCTIONS(FUNCTION)                                                                                            \
    FUNCTION(CURLcode, global_init, (long flags), (flags))                                                             \
    FUNCTION(void, global_cleanup, (void), ())                                                                         \
    FUNCTION(curl_version_info_data *, version_info, (CURLversion version), (version))                                 \
    FUNCTION(time_t, getdate, (const char *text, const time_t *unused), (text, unused))                                \
    FUNCTION(void, free, (void *text), (text))                                                                         \
    FUNCTION(CURL *, easy_init, (void), ())                                                                            \
    FUNCTION(void, easy_cleanup, (CURL * easy), (easy))                                                                \
    FUNCTION(const char *, easy_strerror, (CURLcode code), (code))                                                     \
    FUNCTION(CURLM *, multi_init, (void), ())                                                                          \
    FUNCTION(CURLMcode, multi_cleanup, (CURLM * multi), (multi))                                                       \
    FUNCTION(CURLMcode, multi_add_handle, (CURLM * multi, CURL *easy), (multi, easy))                                  \
    FUNCTION(CURLMcode, multi_remove_handle, (CURLM * multi, CURL *easy), (multi, easy))                               \
    FUNCTION(CURLMcode, multi_perform, (CURLM * multi, int *running), (multi, running))                                \
    FUNCTION(CURLMsg *, multi_info_read, (CURLM * multi, int *left), (multi, left))                                    \
    FUNCTION(CURLMcode, multi_poll, (CURLM * multi, struct curl_waitfd others[], unsigned count, int wait, int *ready), \
             (multi, others, count, wait, ready))                                                                      \
    FUNCTION(struct curl_slist *, slist_append, (struct curl_slist * list, const char *text), (list, text))            \
    FUNCTION(void, slist_free_all, (struct curl_slist * list), (list))                                                 \
    FUNCTION(CURLU *, url, (void), ())                                                                                 \
    FUNCTION(void, url_cleanup, (CURLU * url), (url))                                                                  \
    FUNCTION(CURLUcode, url_get, (const CURLU * url, CURLUPart part, char **text, unsigned flags),                      \
             (url, part, text, flags))                                                                                 \
    FUNCTION(CURLUcode, url_set, (CURLU * url, CURLUPart part, const char *text, unsigned flags),                      \
             (url, part, text, flags))

static struct {
#define POINTER(type, name, parameters, arguments) type(*name) parameters;
    FUNCTIONS(POINTER)
    CURLcode (*easy_setopt)(CURL *easy, CURLoption option, ...);
    CURLcode (*easy_getinfo)(CURL *easy, CURLINFO info, ...);
    CURLMcode (*multi_setopt)(CURLM *multi, CURLMoption option, ...);
    bool is_loaded;
} library;

/* A function's address is had as an object's (POSIX, dlsym). */
static bool find(void *handle, const char *name, void *pointer, struct error *error)
{
    void *found = dlsym(handle, name);
    memcpy(pointer, &found, sizeof found);
    return found || error_set(error, ERROR_NETWORK, "cannot fetch: %s has no %s: install a newer libcurl", CURL_LIBRARY, name);
}

static bool find_all(void *handle, struct error *error)
{
#define FIND(type, name, parameters, arguments) find(handle, "curl_" #name, &library.name, error) &&
    return FUNCTIONS(FIND) find(handle, "curl_easy_setopt", &library.easy_setopt, error) &&
           find(handle, "curl_easy_getinfo", &library.easy_getinfo, error) &&
           find(handle, "curl_multi_setopt", &library.multi_setopt, error);
}

bool curl_library_load(struct error *error)
{
    if (library.is_loaded)
        return true;
    void *handle = dlopen(CURL_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return error_set(error, ERROR_NETWORK, "cannot fetch: libcurl does not load (%.160s); install libcurl", dlerror());
    library.is_loaded = find_all(handle, error);
    return library.is_loaded;
}

/* ---- the functions, by libcurl's own names, so that callers read as its manual -------------------------------------- */

static void be_loaded(void)
{
    struct error error = { 0 };
    if (curl_library_load(&error))
        return;
    fprintf(stderr, "khabar: %s\n", error.text);
    abort();
}

CURLUcode curl_url_get(const CURLU *url, CURLUPart part, char **text, unsigned flags);

#define DEFINE(type, name, parameters, arguments)                                                                      \
    type(curl_##name) parameters                                                                                       \
    {                                                                                                                  \
        be_loaded();                                                                                                   \
        return library.name arguments;                                                                                 \
    }
FUNCTIONS(DEFINE)

/* Which type an argument has is in the option's number (curl.h: CURLOPTTYPE_…). */
enum { OPTIONS_OF_ONE_TYPE = CURLOPTTYPE_OBJECTPOINT };

CURLcode(curl_easy_setopt)(CURL *easy, CURLoption option, ...)
{
    CURLcode code;
    va_list argument;
    be_loaded();
    va_start(argument, option);
    switch (option / OPTIONS_OF_ONE_TYPE * OPTIONS_OF_ONE_TYPE) {
    case CURLOPTTYPE_LONG: code = (library.easy_setopt)(easy, option, va_arg(argument, long)); break;
    case CURLOPTTYPE_OFF_T: code = (library.easy_setopt)(easy, option, va_arg(argument, curl_off_t)); break;
    default: code = (library.easy_setopt)(easy, option, va_arg(argument, void *)); break;
    }
    va_end(argument);
    return code;
}

CURLcode(curl_easy_getinfo)(CURL *easy, CURLINFO info, ...)
{
    va_list argument;
    be_loaded();
    va_start(argument, info);
    CURLcode code = (library.easy_getinfo)(easy, info, va_arg(argument, void *));
    va_end(argument);
    return code;
}

CURLMcode(curl_multi_setopt)(CURLM *multi, CURLMoption option, ...)
{
    CURLMcode code;
    va_list argument;
    be_loaded();
    va_start(argument, option);
    switch (option / OPTIONS_OF_ONE_TYPE * OPTIONS_OF_ONE_TYPE) {
    case CURLOPTTYPE_LONG: code = (library.multi_setopt)(multi, option, va_arg(argument, long)); break;
    default: code = (library.multi_setopt)(multi, option, va_arg(argument, void *)); break;
    }
    va_end(argument);
    return code;
}

#endif
