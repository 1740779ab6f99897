#include "doc/html.h"
#include "doc/plain.h"

#include "base/utf8.h"

#include <md4c-html.h>

static void append_html(const MD_CHAR *text, MD_SIZE length, void *html);

void doc_from_markdown(struct slice utf8, struct slice address, struct buffer *tape)
{
    /* No input becomes longer than this: "&" becomes "&amp;", and a table's cell of two bytes a tag pair. */
    struct buffer html = buffer_create(utf8.length < (SIZE_MAX >> 6) ? utf8.length * 16 + 4096 : utf8.length);
    bool converted = utf8.length <= UINT32_MAX / 2 &&
                     md_html(utf8.bytes ? utf8.bytes : "", (MD_SIZE)utf8.length, append_html, &html,
                             MD_DIALECT_GITHUB, MD_HTML_FLAG_SKIP_UTF8_BOM) == 0;
    if (converted && !html.overflowed)
        doc_from_html(buffer_slice(&html), address, (struct slice){ 0 }, tape);
    else
        doc_from_plain_text(utf8, tape);
    buffer_finish(&html);
}

static void append_html(const MD_CHAR *text, MD_SIZE length, void *html)
{
    buffer_append(html, (struct slice){ text, length });
}
