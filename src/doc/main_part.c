#include "doc/main_part.h"

enum { ENOUGH = 500, MOST_CANDIDATES = 64 };

static bool is_main(const GumboNode *node);
static bool holds_the_text(const GumboNode *part, const GumboNode *root);
static bool has_title_heading(const GumboNode *root);

const GumboNode *main_part_of(const GumboNode *root)
{
    const GumboNode *article = NULL, *main = NULL;
    size_t articles = 0, mains = 0, looked_at = 0;
    for (const GumboNode *node = root; node && looked_at < MOST_CANDIDATES;) {
        bool wanted = node->type == GUMBO_NODE_ELEMENT && (is_main(node) || node->v.element.tag == GUMBO_TAG_ARTICLE);
        bool enough = wanted && !element_is_hidden(node) && shown_characters(node, ENOUGH) >= ENOUGH;
        looked_at += wanted;
        if (enough && is_main(node)) {
            main = node;
            mains++;
        } else if (enough) {
            article = node;
            articles++;
        }
        /* Articles inside an article are comments on it and the like. */
        node = node_next(node, root, enough && !is_main(node));
    }
    if (looked_at == MOST_CANDIDATES)
        return root;
    const GumboNode *part = mains == 1 ? main : root;
    if (articles == 1 && (has_title_heading(article) || mains != 1 || !has_title_heading(main)))
        part = article;
    return holds_the_text(part, root) ? part : root;
}

static size_t count_characters(const GumboNode *root, size_t enough, bool linked);

size_t shown_characters(const GumboNode *root, size_t enough)
{
    return count_characters(root, enough, true);
}

bool is_mostly_prose(const GumboNode *root)
{
    enum { SENTENCE = 30, LOOKED_AT = 5000 };
    size_t prose = count_characters(root, LOOKED_AT, false);
    return prose >= SENTENCE && prose * 3 >= count_characters(root, LOOKED_AT, true) * 2;
}

/* Some pages are made of many short articles, and some have only a note in one. Menus are links; what is text
 * besides is read by somebody. */
static bool holds_the_text(const GumboNode *part, const GumboNode *root)
{
    return part == root || count_characters(part, SIZE_MAX, false) * 3 >= count_characters(root, SIZE_MAX, false);
}

static size_t count_characters(const GumboNode *root, size_t enough, bool linked)
{
    size_t count = 0;
    for (const GumboNode *node = root; node && count < enough;) {
        bool skip = false;
        if (node->type == GUMBO_NODE_TEXT) {
            for (const char *c = node->v.text.text; *c && count < enough; c++)
                count += ((unsigned char)*c & 0xC0) != 0x80 && *c != ' ' && *c != '\n' && *c != '\t';
        } else if (node->type == GUMBO_NODE_ELEMENT) {
            enum element_role role = element_of(node)->role;
            skip = node != root && (role == ELEMENT_DROPPED || role == ELEMENT_NAVIGATION || role == ELEMENT_MEDIA ||
                                    (role == ELEMENT_LINK && !linked) || element_is_hidden(node));
        }
        node = node_next(node, root, skip);
    }
    return count;
}

static bool is_main(const GumboNode *node)
{
    return node->v.element.tag == GUMBO_TAG_MAIN || slice_equal_string(element_attribute(node, "role"), "main");
}

static bool has_title_heading(const GumboNode *root)
{
    for (const GumboNode *node = root; node; node = node_next(node, root, false))
        if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_H1)
            return true;
    return false;
}
