/* Any bytes are a catalogue or are refused; what is looked up in one that was taken is clean and inside. Any bytes are a
 * plural's expression or none. */
#include "base/catalogue.h"
#include "base/plural.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const char *text)
{
    if (!utf8_is_clean(slice_of(text)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned long form;
    struct slice bytes = { (const char *)data, size };
    plural_evaluate(bytes, size, &form);
    if (catalogue_use(bytes, "xx", NULL)) {
        check(_("a"));
        check(_("back"));
        for (unsigned long n = 0; n < 300; n++)
            check(catalogue_plural("a", "b", n * n));
    }
    catalogue_choose(SLICE("en"));
    return 0;
}
