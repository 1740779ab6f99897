#include "doc/element.h"

#include <string.h>

static const struct element elements[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_HEAD] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_SCRIPT] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_STYLE] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_NOSCRIPT] = { .role = ELEMENT_DROPPED }, /* mostly a second copy, or a word about scripts */
    [GUMBO_TAG_TEMPLATE] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_TITLE] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_INPUT] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_BUTTON] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_SELECT] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_DATALIST] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_TEXTAREA] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_PROGRESS] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_METER] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_CANVAS] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_MAP] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_SVG] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_OBJECT] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_APPLET] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_EMBED] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_NOEMBED] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_NOFRAMES] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_FRAMESET] = { .role = ELEMENT_DROPPED },
    [GUMBO_TAG_RP] = { .role = ELEMENT_DROPPED },

    [GUMBO_TAG_HTML] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_BODY] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_DIV] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_SECTION] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_ARTICLE] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_MAIN] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_HEADER] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_HGROUP] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_ADDRESS] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_CENTER] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_FORM] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_FIELDSET] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_LEGEND] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_DETAILS] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_SUMMARY] = { .role = ELEMENT_SECTION, .style = DOC_STRONG },
    [GUMBO_TAG_DL] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_TBODY] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_THEAD] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_TFOOT] = { .role = ELEMENT_SECTION },
    [GUMBO_TAG_NAV] = { .role = ELEMENT_NAVIGATION },
    [GUMBO_TAG_ASIDE] = { .role = ELEMENT_NAVIGATION },
    [GUMBO_TAG_FOOTER] = { .role = ELEMENT_NAVIGATION },

    [GUMBO_TAG_P] = { .role = ELEMENT_TEXT, .kind = DOC_PARAGRAPH },
    [GUMBO_TAG_H1] = { .role = ELEMENT_TEXT, .kind = DOC_HEADING, .number = 1 },
    [GUMBO_TAG_H2] = { .role = ELEMENT_TEXT, .kind = DOC_HEADING, .number = 2 },
    [GUMBO_TAG_H3] = { .role = ELEMENT_TEXT, .kind = DOC_HEADING, .number = 3 },
    [GUMBO_TAG_H4] = { .role = ELEMENT_TEXT, .kind = DOC_HEADING, .number = 4 },
    [GUMBO_TAG_H5] = { .role = ELEMENT_TEXT, .kind = DOC_HEADING, .number = 5 },
    [GUMBO_TAG_H6] = { .role = ELEMENT_TEXT, .kind = DOC_HEADING, .number = 6 },
    [GUMBO_TAG_PRE] = { .role = ELEMENT_TEXT, .kind = DOC_PREFORMATTED },
    [GUMBO_TAG_LISTING] = { .role = ELEMENT_TEXT, .kind = DOC_PREFORMATTED },
    [GUMBO_TAG_XMP] = { .role = ELEMENT_TEXT, .kind = DOC_PREFORMATTED },
    [GUMBO_TAG_PLAINTEXT] = { .role = ELEMENT_TEXT, .kind = DOC_PREFORMATTED },
    [GUMBO_TAG_FIGCAPTION] = { .role = ELEMENT_TEXT, .kind = DOC_CAPTION },
    [GUMBO_TAG_CAPTION] = { .role = ELEMENT_TEXT, .kind = DOC_CAPTION },

    [GUMBO_TAG_BLOCKQUOTE] = { .role = ELEMENT_NODE, .kind = DOC_QUOTE },
    [GUMBO_TAG_UL] = { .role = ELEMENT_NODE, .kind = DOC_LIST },
    [GUMBO_TAG_MENU] = { .role = ELEMENT_NODE, .kind = DOC_LIST },
    [GUMBO_TAG_DIR] = { .role = ELEMENT_NODE, .kind = DOC_LIST },
    [GUMBO_TAG_OL] = { .role = ELEMENT_NODE, .kind = DOC_LIST },
    [GUMBO_TAG_LI] = { .role = ELEMENT_NODE, .kind = DOC_ITEM },
    [GUMBO_TAG_DD] = { .role = ELEMENT_NODE, .kind = DOC_ITEM },
    [GUMBO_TAG_FIGURE] = { .role = ELEMENT_NODE, .kind = DOC_FIGURE },
    [GUMBO_TAG_TABLE] = { .role = ELEMENT_NODE, .kind = DOC_TABLE },
    [GUMBO_TAG_TR] = { .role = ELEMENT_NODE, .kind = DOC_TABLE_ROW },
    [GUMBO_TAG_TD] = { .role = ELEMENT_NODE, .kind = DOC_TABLE_CELL },
    [GUMBO_TAG_TH] = { .role = ELEMENT_NODE, .kind = DOC_TABLE_CELL, .flags = DOC_HEADER },
    [GUMBO_TAG_DT] = { .role = ELEMENT_TERM, .style = DOC_STRONG },

    [GUMBO_TAG_EM] = { .style = DOC_EMPHASIS },
    [GUMBO_TAG_I] = { .style = DOC_EMPHASIS },
    [GUMBO_TAG_CITE] = { .style = DOC_EMPHASIS },
    [GUMBO_TAG_DFN] = { .style = DOC_EMPHASIS },
    [GUMBO_TAG_VAR] = { .style = DOC_EMPHASIS },
    [GUMBO_TAG_B] = { .style = DOC_STRONG },
    [GUMBO_TAG_STRONG] = { .style = DOC_STRONG },
    [GUMBO_TAG_CODE] = { .style = DOC_CODE },
    [GUMBO_TAG_KBD] = { .style = DOC_CODE },
    [GUMBO_TAG_SAMP] = { .style = DOC_CODE },
    [GUMBO_TAG_TT] = { .style = DOC_CODE },
    [GUMBO_TAG_DEL] = { .style = DOC_DELETED },
    [GUMBO_TAG_S] = { .style = DOC_DELETED },
    [GUMBO_TAG_STRIKE] = { .style = DOC_DELETED },

    [GUMBO_TAG_A] = { .role = ELEMENT_LINK },
    [GUMBO_TAG_BR] = { .role = ELEMENT_BREAK },
    [GUMBO_TAG_HR] = { .role = ELEMENT_RULE },
    [GUMBO_TAG_IMG] = { .role = ELEMENT_IMAGE },
    [GUMBO_TAG_IMAGE] = { .role = ELEMENT_IMAGE },
    [GUMBO_TAG_VIDEO] = { .role = ELEMENT_MEDIA },
    [GUMBO_TAG_AUDIO] = { .role = ELEMENT_MEDIA },
    [GUMBO_TAG_IFRAME] = { .role = ELEMENT_MEDIA },
    [GUMBO_TAG_BDI] = { .role = ELEMENT_ISOLATE },
    [GUMBO_TAG_BDO] = { .role = ELEMENT_OVERRIDE },
    [GUMBO_TAG_Q] = { .role = ELEMENT_QUOTATION },
    [GUMBO_TAG_RT] = { .role = ELEMENT_ANNOTATION },
};

static bool declares(struct slice style, struct slice property, struct slice value);
static bool is_for_ears_only(struct slice classes);

const struct element *element_of(const GumboNode *node)
{
    static const struct element dropped = { .role = ELEMENT_DROPPED };
    if (node->type != GUMBO_NODE_ELEMENT)
        return &dropped;
    GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_UNKNOWN && node->v.element.tag_namespace == GUMBO_NAMESPACE_MATHML) {
        /* The same formula again, for programs. */
        GumboStringPiece name = node->v.element.original_tag;
        gumbo_tag_from_original_text(&name);
        if (slice_starts_with_ignoring_case((struct slice){ name.data, name.length }, SLICE("annotation")))
            return &dropped;
    }
    static const char *const beside_the_text[] = { "navigation", "complementary", "search", "contentinfo", "menu",
                                                   "menubar", "dialog", "alertdialog" };
    struct slice role = element_attribute(node, "role");
    for (size_t i = 0; role.length > 0 && i < sizeof beside_the_text / sizeof *beside_the_text; i++)
        if (slice_equal_ignoring_case(role, slice_of(beside_the_text[i])))
            return &elements[GUMBO_TAG_NAV];
    return &elements[tag < GUMBO_TAG_LAST ? tag : GUMBO_TAG_LAST];
}

struct slice element_attribute(const GumboNode *node, const char *name)
{
    const GumboAttribute *attribute = gumbo_get_attribute(&node->v.element.attributes, name);
    return attribute ? slice_of(attribute->value) : (struct slice){ 0 };
}

bool element_is_hidden(const GumboNode *node)
{
    struct slice style = element_attribute(node, "style");
    return element_attribute(node, "hidden").bytes ||
           slice_equal_ignoring_case(element_attribute(node, "aria-hidden"), SLICE("true")) ||
           (style.length > 0 && (declares(style, SLICE("display"), SLICE("none")) ||
                                 declares(style, SLICE("visibility"), SLICE("hidden")))) ||
           is_for_ears_only(element_attribute(node, "class"));
}

enum doc_direction element_direction(const GumboNode *node)
{
    struct slice direction = slice_trim(element_attribute(node, "dir"));
    if (slice_equal_ignoring_case(direction, SLICE("rtl")))
        return DOC_DIRECTION_RTL;
    if (slice_equal_ignoring_case(direction, SLICE("ltr")))
        return DOC_DIRECTION_LTR;
    if (slice_equal_ignoring_case(direction, SLICE("auto")))
        return DOC_DIRECTION_AUTO;
    return DOC_DIRECTION_INHERIT;
}

/* Whether a style attribute has `property: value`. */
static bool declares(struct slice style, struct slice property, struct slice value)
{
    while (style.length > 0) {
        size_t end = slice_find(style, SLICE(";"));
        struct slice declaration = slice_part(style, 0, end);
        style = slice_part(style, end + 1, style.length);
        size_t colon = slice_find(declaration, SLICE(":"));
        if (slice_equal_ignoring_case(slice_trim(slice_part(declaration, 0, colon)), property))
            return slice_starts_with_ignoring_case(
                slice_trim(slice_part(declaration, colon + 1, declaration.length)), value);
    }
    return false;
}

/* The usual names of the class whose text only screen readers get: "skip to …" and the like. */
static bool is_for_ears_only(struct slice classes)
{
    static const char *const names[] = { "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text",
                                         "visually-hidden-text" };
    while (classes.length > 0) {
        size_t end = slice_find(classes, SLICE(" "));
        struct slice name = slice_part(classes, 0, end);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (slice_equal_ignoring_case(name, slice_of(names[i])))
                return true;
        classes = slice_part(classes, end + 1, classes.length);
    }
    return false;
}

const GumboVector *node_children(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_DOCUMENT)
        return &node->v.document.children;
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
        return &node->v.element.children;
    return NULL;
}

const GumboNode *node_next(const GumboNode *node, const GumboNode *root, bool skip)
{
    const GumboVector *children = skip ? NULL : node_children(node);
    if (children && children->length > 0)
        return children->data[0];
    while (node != root) {
        const GumboVector *siblings = node_children(node->parent);
        if (node->index_within_parent + 1 < siblings->length)
            return siblings->data[node->index_within_parent + 1];
        node = node->parent;
    }
    return NULL;
}
