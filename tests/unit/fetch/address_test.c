#include "fetch/address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void addresses_of_this_machine_and_its_neighbours_are_local(void **state)
{
    (void)state;
    static const char *const local[] = {
        "127.0.0.1",   "127.255.255.254",  "10.0.0.1",        "172.16.0.1",      "172.31.255.255",
        "192.168.1.1", "169.254.169.254",  "100.64.0.1",      "0.0.0.0",         "::1",
        "::",          "fe80::1",          "fe80::1%eth0",    "fd12:3456::1",    "fc00::1",
        "fec0::1",     "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::7f00:1", "::127.0.0.1",
    };
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        if (!address_is_local(local[i]))
            fail_msg("%s is local", local[i]);
}

static void addresses_of_the_public_network_are_not_local(void **state)
{
    (void)state;
    static const char *const public[] = {
        "8.8.8.8",          "172.15.255.255",
        "172.32.0.1",       "192.167.1.1",
        "11.0.0.1",         "126.255.255.255",
        "128.0.0.1",        "100.63.255.255",
        "100.128.0.1",      "2001:db8::1",
        "2a00:1450::1",     "::ffff:8.8.8.8",
        "64:ff9b::808:808", "",
        "not an address",
    };
    for (size_t i = 0; i < sizeof public / sizeof *public; i++)
        if (address_is_local(public[i]))
            fail_msg("%s is not local", public[i]);
}

static void names_that_mean_this_machine_are_local(void **state)
{
    (void)state;
    assert_true(host_is_local(SLICE("localhost")));
    assert_true(host_is_local(SLICE("LocalHost.")));
    assert_true(host_is_local(SLICE("news.localhost")));
    assert_true(host_is_local(SLICE("[::1]")));
    assert_true(host_is_local(SLICE("192.168.0.7")));
    assert_false(host_is_local(SLICE("localhost.example.org")));
    assert_false(host_is_local(SLICE("notlocalhost")));
    assert_false(host_is_local(SLICE("[2001:db8::1]")));
    assert_false(host_is_local(SLICE("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_of_this_machine_and_its_neighbours_are_local),
        cmocka_unit_test(addresses_of_the_public_network_are_not_local),
        cmocka_unit_test(names_that_mean_this_machine_are_local),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
