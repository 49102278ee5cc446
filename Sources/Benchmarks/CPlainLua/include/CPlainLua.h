// The measure: stock Lua driven from C, without sandbox, limits or host.
#ifndef CPLAINLUA_H
#define CPLAINLUA_H

#include <stddef.h>
#include <stdint.h>

/// luaL_newstate, luaL_openlibs, lua_close, `count` times.
void plain_lua_states(int64_t count);
/// A coroutine that yields one integer and is resumed with one, `count` times.
void plain_lua_resumes(int64_t count);
/// Runs a chunk in a fresh stock state. Returns the nanoseconds of the run alone, or a negative number on error.
int64_t plain_lua_run(const char *source, size_t length);
/// Resident bytes of this process (RSS) and of its page tables.
void plain_memory(uint64_t *resident, uint64_t *page_tables);

#endif
