/* Bytes as printable ASCII (RFC 4648 4). */
#ifndef KHABAR_BASE_BASE64_H
#define KHABAR_BASE_BASE64_H

#include "base/buffer.h"

/* With padding, on one line. False, and nothing appended, past the buffer's limit. */
bool base64_append(struct buffer *out, struct slice bytes);

#endif
