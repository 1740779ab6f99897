#include "ui/role.h"

#include <assert.h>

#define ROLE(id, name, fallback, what) [id] = name,
static const char *const role_names[ROLE_COUNT] = { PAGE_ROLES(ROLE) UI_ROLES(ROLE) };
#undef ROLE

#define ROLE(id, name, fallback, what) [id] = fallback,
static const uint8_t role_fallbacks[ROLE_COUNT] = { PAGE_ROLES(ROLE) UI_ROLES(ROLE) };
#undef ROLE

#define ROLE(id, name, fallback, what) [id] = what,
static const char *const role_descriptions[ROLE_COUNT] = { PAGE_ROLES(ROLE) UI_ROLES(ROLE) };
#undef ROLE

#define ROLE(id, name, fallback, what) +1
_Static_assert(PAGE_ROLES(ROLE) == PAGE_ROLE_COUNT, "a role of the page has no line in PAGE_ROLES");
_Static_assert(ALL_ROLES < UINT8_MAX, "a role travels in a byte");
#undef ROLE

const char *role_name(unsigned role)
{
    assert(role < ROLE_COUNT);
    return role_names[role];
}

const char *const *role_name_list(void)
{
    return role_names;
}

unsigned role_fallback(unsigned role)
{
    assert(role < ROLE_COUNT);
    return role_fallbacks[role];
}

bool role_find(struct slice name, unsigned *role)
{
    for (unsigned i = 0; i < ROLE_COUNT; i++)
        if (slice_equal_string(name, role_names[i])) {
            *role = i;
            return true;
        }
    return false;
}

bool role_print_mdoc(struct buffer *out)
{
    bool ok = buffer_append_string(out, ".Bl -tag -width selected-unfocused\n");
    for (unsigned role = 0; ok && role < ROLE_COUNT; role++) {
        ok = buffer_append_format(out, ".It Cm %s\n%s", role_names[role], role_descriptions[role]);
        if (ok && role_fallbacks[role] != role)
            ok = buffer_append_format(out, "; else as\n.Cm %s", role_names[role_fallbacks[role]]);
        ok = ok && buffer_append_string(out, "\n");
    }
    return ok && buffer_append_string(out, ".El\n");
}
