/* cmocka wants these before it. */
#ifndef KHABAR_TESTS_CMOCKA_H
#define KHABAR_TESTS_CMOCKA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
