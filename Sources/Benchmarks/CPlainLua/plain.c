#include "CPlainLua.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <time.h>

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

void plain_lua_states(int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        lua_State *state = luaL_newstate();
        luaL_openlibs(state);
        lua_close(state);
    }
}

void plain_lua_resumes(int64_t count) {
    lua_State *state = luaL_newstate();
    luaL_openlibs(state);
    lua_State *thread = lua_newthread(state);
    luaL_loadstring(thread, "local yield = coroutine.yield while true do yield(1) end");
    int results = 0;
    lua_resume(thread, state, 0, &results);
    for (int64_t i = 0; i < count; i++) {
        lua_pop(thread, results);
        lua_pushinteger(thread, i);
        lua_resume(thread, state, 1, &results);
    }
    lua_close(state);
}

int64_t plain_lua_run(const char *source, size_t length) {
    lua_State *state = luaL_newstate();
    luaL_openlibs(state);
    if (luaL_loadbuffer(state, source, length, "=program") != LUA_OK) {
        fprintf(stderr, "%s\n", lua_tostring(state, -1));
        lua_close(state);
        return -1;
    }
    int64_t start = now();
    int status = lua_pcall(state, 0, 0, 0);
    int64_t end = now();
    if (status != LUA_OK) fprintf(stderr, "%s\n", lua_tostring(state, -1));
    lua_close(state);
    return status == LUA_OK ? end - start : -1;
}

void plain_memory(uint64_t *resident, uint64_t *page_tables) {
    char line[256];
    *resident = 0;
    *page_tables = 0;
    FILE *file = fopen("/proc/self/status", "r");
    if (file == NULL) return;
    while (fgets(line, sizeof line, file) != NULL) {
        unsigned long long kilobytes;
        if (sscanf(line, "VmRSS: %llu", &kilobytes) == 1) *resident = kilobytes * 1024;
        if (sscanf(line, "VmPTE: %llu", &kilobytes) == 1) *page_tables = kilobytes * 1024;
    }
    fclose(file);
}
