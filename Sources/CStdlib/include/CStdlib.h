// The Lua modules of `stdlib/`, put into the binary when it is built.
#pragma once

#include <stddef.h>

/// A module: its name as scripts require it, and its text.
typedef struct cstdlib_module {
    const char *name;
    const unsigned char *text;
    size_t length;
} cstdlib_module;

/// How many modules there are.
size_t cstdlib_count(void);

/// The module with this number, counted from 0; numbers follow the names' order. Numbers out of range end the process.
cstdlib_module cstdlib_module_at(size_t number);
