#include "term/order.h"

const char *order_name(enum order order)
{
    static const char *const names[ORDER_COUNT] = {
        [ORDER_AUTO] = "auto", [ORDER_VISUAL] = "visual", [ORDER_VISUAL_LRO] = "visual-lro",
        [ORDER_RUNS] = "runs", [ORDER_WORDS] = "words",   [ORDER_LOGICAL] = "logical",
    };
    return names[order];
}
