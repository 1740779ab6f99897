#include "base/error.h"

#include "base/catalogue.h"
#include "base/message.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What a precision or the room cut a character of, or was ill-formed before. */
static void drop_cut_characters(char *text)
{
    size_t kept = 0;
    struct slice whole = slice_of(text);
    for (size_t at = 0; at < whole.length;) {
        size_t start = at;
        bool is_ill_formed = utf8_next(whole, &at) == UTF8_REPLACEMENT &&
                             !slice_equal_string(slice_part(whole, start, at), UTF8_REPLACEMENT_BYTES);
        if (is_ill_formed)
            continue;
        memmove(text + kept, text + start, at - start);
        kept += at - start;
    }
    text[kept] = '\0';
}

/* Names and answers from outside are in it: no control character of theirs may reach a terminal. */
static void drop_controls(char *text)
{
    for (unsigned char *byte = (unsigned char *)text; *byte; byte++) {
        bool is_c1 = byte[0] == 0xC2 && byte[1] >= 0x80 && byte[1] < 0xA0;
        if (is_c1)
            byte[1] = ' ';
        if (is_c1 || *byte < ' ' || *byte == 0x7F)
            *byte = ' ';
    }
}

bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
{
    if (!error)
        return false;
    error->kind = kind;
    va_list arguments;
    va_start(arguments, format);
    message_print_list(error->text, sizeof error->text, _(format), arguments);
    va_end(arguments);
    drop_cut_characters(error->text);
    drop_controls(error->text);
    return false;
}

const char *system_reason(int code)
{
    switch (code) {
    case EACCES: return _("Permission denied");
    case EADDRNOTAVAIL: return _("Cannot assign requested address");
    case ECONNRESET: return _("Connection reset by peer");
    case EDQUOT: return _("Disk quota exceeded");
    case EEXIST: return _("File exists");
    case EHOSTUNREACH: return _("No route to host");
    case EINVAL: return _("Invalid argument");
    case EIO: return _("Input/output error");
    case EISDIR: return _("Is a directory");
    case ELOOP: return _("Too many levels of symbolic links");
    case EMFILE:
    case ENFILE: return _("Too many open files");
    case ENAMETOOLONG: return _("File name too long");
    case ENETUNREACH: return _("Network is unreachable");
    case ENOENT: return _("No such file or directory");
    case ENOEXEC: return _("Exec format error");
    case ENOMEM: return _("Cannot allocate memory");
    case ENOSPC: return _("No space left on device");
    case ENOTDIR: return _("Not a directory");
    case EPERM: return _("Operation not permitted");
    case EROFS: return _("Read-only file system");
    case ETIMEDOUT: return _("Connection timed out");
    default: return strerror(code);
    }
}
