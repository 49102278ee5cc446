#ifndef CLUAHOST_SORT_H
#define CLUAHOST_SORT_H

#include <lua.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/// A text that something else keeps alive, and where it came from.
typedef struct clh_text {
    uint64_t front; // the first eight bytes as a number that compares as they do
    const char *bytes;
    uint32_t length;
    uint32_t position;
} clh_text;

static inline clh_text clh_text_of(const char *bytes, size_t length, uint32_t position) {
    uint64_t front = 0;
    memcpy(&front, bytes, length < sizeof front ? length : sizeof front);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    front = __builtin_bswap64(front);
#endif
    return (clh_text){.front = front, .bytes = bytes, .length = (uint32_t)length, .position = position};
}

/// Sorts the elements 1 to `count` of the value at stack index 1 by the function at index 2, or by `<` if that is nil.
/// `plain` says that no metamethod of the table has to be asked.
void clh_sort(lua_State *state, uint32_t count, bool plain);

/// Sorts texts by their bytes; equal ones stay in order. `spare` has room for `clh_sort_spare(count)` texts.
void clh_sort_texts(lua_State *state, clh_text *texts, clh_text *spare, uint32_t count);

/// How many entries a sort of `count` entries needs beside them.
uint32_t clh_sort_spare(uint32_t count);

#endif
