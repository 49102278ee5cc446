#include <stdlib.h>
#include <string.h>

#include "internal.h"

static clh_scratch *scratch_of(lua_State *state) { return clh_of(state)->scratch; }

char *clh_scratch_room(lua_State *state, size_t count) {
    clh_scratch *scratch = scratch_of(state);
    if (count <= scratch->capacity - scratch->length) return scratch->bytes + scratch->length;
    uint64_t limit = clh_of(state)->limits.string_bytes;
    if (count > limit || scratch->length + count > limit)
        luaL_error(state, "not enough memory for a string of over %d MiB", (int)(limit >> 20));
    size_t capacity = scratch->capacity < 512 ? 1024 : scratch->capacity * 2;
    while (capacity < scratch->length + count) capacity *= 2;
    char *bytes = realloc(scratch->bytes, capacity);
    if (bytes == NULL) clh_kill(clh_of(state), CLH_KILL_MEMORY);
    scratch->bytes = bytes;
    scratch->capacity = capacity;
    return bytes + scratch->length;
}

void clh_scratch_add(lua_State *state, const char *bytes, size_t count) {
    char *room = clh_scratch_room(state, count);
    memcpy(room, bytes, count);
    scratch_of(state)->length += count;
}

void clh_scratch_add_byte(lua_State *state, char byte) {
    clh_scratch *scratch = scratch_of(state);
    if (scratch->length < scratch->capacity)
        scratch->bytes[scratch->length++] = byte;
    else
        clh_scratch_add(state, &byte, 1);
}

size_t clh_scratch_mark(lua_State *state) { return scratch_of(state)->length; }

char *clh_scratch_at(lua_State *state, size_t mark) { return scratch_of(state)->bytes + mark; }

void clh_scratch_push(lua_State *state, size_t mark) {
    clh_scratch *scratch = scratch_of(state);
    lua_pushlstring(state, scratch->length == mark ? "" : scratch->bytes + mark, scratch->length - mark);
    scratch->length = mark;
}

void clh_scratch_release(lua_State *state, size_t mark) { scratch_of(state)->length = mark; }
