#include "sample.h"

static const struct page_enclosure enclosures[] = {
    { SLICE("https://radio.example/1.mp3"), SLICE("audio/mpeg"), SLICE("Audio · 12.3 MB") },
    { SLICE("https://radio.example/1.jpg"), SLICE("image/jpeg"), SLICE("") },
};

static void enclosures_are_the_first_links_and_pictures_the_last(void **state)
{
    (void)state;
    struct sample sample;
    sample_begin(&sample, "en");
    sample_enter(&sample, DOC_PARAGRAPH);
    sample_text(&sample, "Hear ");
    sample_link(&sample, "https://radio.example/1.mp3", "it");
    sample_text(&sample, " or ");
    sample_link(&sample, "https://radio.example/read", "read it");
    sample_exit(&sample);
    const struct page_head head = { .title = SLICE("Today"), .source = SLICE("Radio"), .enclosures = enclosures,
                                    .enclosure_count = 2 };
    struct page *page = sample_page_with(&sample, &head, NULL, 60);
    assert_int_equal(page_link_count(page), 3);
    assert_true(slice_equal(page_link_at(page, 0)->type, enclosures[0].type));
    assert_true(slice_equal_string(page_address_of(page, 2), "https://radio.example/read"));
    assert_true(slice_equal(page_address_of(page, 3), enclosures[1].address));
    struct slice text = page_text(page);
    size_t count;
    const struct page_anchor *anchors = page_anchors(page, &count);
    assert_int_equal(anchors[0].link, 1);
    assert_int_equal(anchors[1].link, 1); /* "it" leads to the same */
    assert_int_equal(anchors[2].link, 2);
    assert_true(slice_find(slice_part(text, anchors[0].source.start, anchors[0].source.end), SLICE("Audio")) < 10);
    sample_end(&sample);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enclosures_are_the_first_links_and_pictures_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
