/* Whatever the bytes: charset, guard, gumbo, md4c and the builders end in a tape that doc_check accepts. The first
 * byte says which way they go. */
#include "charset/charset.h"
#include "doc/doc.h"
#include "doc/html.h"
#include "doc/plain.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const struct slice bytes = { (const char *)data + 1, size - 1 }, nothing = { 0 };
    struct buffer utf8 = buffer_create(1 << 20), tape = buffer_create(16 << 20), text = buffer_create(16 << 20);
    struct error error;
    if (charset_to_utf8(bytes, data[0] % 3, nothing, &utf8, NULL, &error)) {
        switch (data[0] / 3 % 5) {
        case 0: doc_from_html(buffer_slice(&utf8), SLICE("https://a.example/b/c?d"), SLICE("ar"), &tape); break;
        case 1: doc_from_html_stripped(buffer_slice(&utf8), nothing, "notice", &tape); break;
        case 2: doc_from_markdown(buffer_slice(&utf8), nothing, &tape); break;
        case 3: doc_from_plain_text(buffer_slice(&utf8), &tape); break;
        case 4:
            html_to_line(buffer_slice(&utf8), &text);
            doc_from_html_stripped(buffer_slice(&text), nothing, "", &tape);
            break;
        }
        struct doc doc = { buffer_slice(&tape) };
        buffer_clear(&text);
        if (!doc_check(doc.tape, &error) || !doc_plain_text(&doc, &text)) {
            fputs(error.text, stderr);
            abort();
        }
    }
    /* And the bytes taken for a tape. */
    struct doc as_tape = { bytes };
    buffer_clear(&text);
    if (doc_check(bytes, NULL) && !doc_plain_text(&as_tape, &text))
        abort();
    buffer_finish(&utf8);
    buffer_finish(&tape);
    buffer_finish(&text);
    return 0;
}
