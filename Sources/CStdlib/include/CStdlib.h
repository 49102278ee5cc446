// The Lua modules and scripts of `stdlib/`, put into the binary when it is built.
#pragma once

#include <stddef.h>

/// A module: its folder in `stdlib/`, empty for those that scripts can require; its name; its text.
typedef struct cstdlib_module {
    const char *folder;
    const char *name;
    const unsigned char *text;
    size_t length;
} cstdlib_module;

/// How many modules there are.
size_t cstdlib_count(void);

/// The module with this number, counted from 0; numbers follow the order of folders and names. Numbers out of range end the process.
cstdlib_module cstdlib_module_at(size_t number);
