// Opens the Lua state of an execution: fixed hash seed, disabled metamethods, the allow-list of globals.
#include <stdio.h>
#include <string.h>

#include "internal.h"
#include "internals.h"

enum {
    HASH_SEED = 0x6d6f6f6e, // any constant: scripts are hostile only to themselves
    METAMETHODS = 25,
    // What the script's own objects start from, whatever the libraries needed (see settle).
    USER_START = 22 * 1024,
    COUNTED_BYTES = 20 * 1024,
    COUNTED_STRINGS = 224,
    FIRST_DEBT = 48 * 1024,
    COLLECTOR_PAUSE = 300
};

typedef struct opening {
    clh_exec *exec;
    char *large_block; // the block that holds lua_State and global_State
    size_t large_size;
    int calls;
    bool seeded;
} opening;

static opening *current_opening; // openings run under the environment lock

static void *opening_allocate(void *context, void *block, size_t old_size, size_t new_size);

static void find_and_seed(opening *open) {
    for (size_t at = 0; at + sizeof(clh_global_head) <= open->large_size; at += sizeof(void *)) {
        clh_global_head *head = (clh_global_head *)(open->large_block + at);
        if (head->allocate != opening_allocate || head->allocate_data != open->exec) continue;
        open->exec->global_state = head;
        head->seed = HASH_SEED;
        open->seeded = true;
        return;
    }
}

// lua_newstate allocates the large block, computes the seed into it, then allocates the first stack: in that second
// call the seed can be replaced before any string exists.
static void *opening_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    opening *open = current_opening;
    open->calls++;
    if (open->calls == 1) {
        void *large = clh_allocate(context, block, old_size, new_size);
        open->large_block = large;
        open->large_size = new_size;
        return large;
    }
    if (open->calls == 2) find_and_seed(open);
    return clh_allocate(context, block, old_size, new_size);
}

// "This metamethod does not exist", for good: its name in liblua's table of names becomes a long string, which is
// never equal to a key. __gc would run with hooks off, __mode and __concat have memory bugs in 5.4.4 to 5.4.8.
static bool disable_metamethods(lua_State *state, opening *open, char *message, size_t size) {
    static const char *const names[METAMETHODS] = {
        "__index", "__newindex", "__gc", "__mode", "__len", "__eq", "__add", "__sub", "__mul",
        "__mod", "__pow", "__div", "__idiv", "__band", "__bor", "__bxor", "__shl", "__shr",
        "__unm", "__bnot", "__lt", "__le", "__concat", "__call", "__close"};
    const void *texts[METAMETHODS];
    for (int i = 0; i < METAMETHODS; i++) {
        lua_pushstring(state, names[i]);
        texts[i] = lua_tostring(state, -1) - sizeof(clh_string_head);
        lua_pop(state, 1); // anchored by liblua itself
    }
    void **found = NULL;
    int count = 0;
    for (size_t at = 0; at + sizeof texts <= open->large_size; at += sizeof(void *)) {
        if (memcmp(open->large_block + at, texts, sizeof texts) == 0) {
            found = (void **)(open->large_block + at);
            count++;
        }
    }
    if (count != 1) {
        snprintf(message, size, "metamethod names: found %d times in the state, expected once", count);
        return false;
    }
    lua_pushliteral(state, "this metamethod is not available in flow scripts (long string)");
    void *inert = (void *)(lua_tostring(state, -1) - sizeof(clh_string_head));
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_INERT);
    for (int i = 0; i < METAMETHODS; i++) {
        if (strcmp(names[i], "__gc") == 0 || strcmp(names[i], "__mode") == 0 || strcmp(names[i], "__concat") == 0)
            found[i] = inert;
    }
    return true;
}

static bool probe_seed(lua_State *state, char *message, size_t size) {
    static const char probe[] = "moonflow probe";
    lua_pushstring(state, probe);
    const char *text = lua_tostring(state, -1);
    const clh_string_head *head = (const clh_string_head *)(text - sizeof(clh_string_head));
    unsigned int expected = clh_string_hash(probe, sizeof probe - 1, HASH_SEED);
    bool right = head->hash == expected;
    lua_pop(state, 1);
    if (!right) snprintf(message, size, "hash seed: a probe string has hash %08x, expected %08x", head->hash, expected);
    return right;
}

static bool probe_debt(lua_State *state, clh_exec *exec, char *message, size_t size) {
    clh_global_head *head = exec->global_state;
    ptrdiff_t counted = head->total_bytes + head->debt;
    ptrdiff_t told = (ptrdiff_t)lua_gc(state, LUA_GCCOUNT) * 1024 + lua_gc(state, LUA_GCCOUNTB);
    if (counted == told) return true;
    snprintf(message, size, "collector's count: read %td bytes, Lua says %td", counted, told);
    return false;
}

size_t clh_calls_offset;

enum { STATE_WORDS = 48 };

typedef struct call_probe {
    uint32_t words[3][STATE_WORDS];
    int depth;
} call_probe;

static int snapshot_calls(lua_State *state) {
    call_probe *probe = lua_touserdata(state, 1);
    memcpy(probe->words[probe->depth], state, sizeof probe->words[0]);
    if (++probe->depth == 3) return 0;
    lua_pushcfunction(state, snapshot_calls);
    lua_pushvalue(state, 1);
    lua_call(state, 1, 0);
    return 0;
}

// Each lua_call without a continuation adds 1 to the depth and 0x10000 to the count of calls that cannot yield.
static bool probe_calls(lua_State *state, char *message, size_t size) {
    call_probe probe = {.depth = 0};
    lua_pushcfunction(state, snapshot_calls);
    lua_pushlightuserdata(state, &probe);
    int found = 0;
    if (lua_pcall(state, 1, 0, 0) == LUA_OK) {
        for (size_t i = 0; i < STATE_WORDS; i++) {
            if (probe.words[1][i] - probe.words[0][i] != 0x10001 || probe.words[2][i] - probe.words[1][i] != 0x10001) continue;
            // Written once: other states may be running.
            if (clh_calls_offset != i * sizeof(uint32_t)) clh_calls_offset = i * sizeof(uint32_t);
            found++;
        }
    }
    if (found != 1) snprintf(message, size, "depth of C calls: found %d times in the state, expected once", found);
    return found == 1;
}

static void set_table(lua_State *state, const char *name, void (*open)(lua_State *)) {
    open(state);
    lua_setfield(state, -2, name);
    lua_gc(state, LUA_GCCOLLECT); // what the opener leaves behind makes room for the next one
}

static void run_preludes(lua_State *state) {
    const clh_environment *environment = clh_of(state)->environment;
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_LOADED);
    lua_insert(state, -2);
    for (uint32_t i = 0; i < environment->prelude_count; i++) {
        const clh_module *prelude = &environment->preludes[i];
        if (luaL_loadbufferx(state, prelude->bytecode, prelude->length, prelude->name, "b") != LUA_OK) lua_error(state);
        clh_push_function(state, clh_raise_named);
        lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_GLOBALS);
        lua_call(state, 2, 1);
        lua_pushvalue(state, -1);
        lua_setfield(state, -4, prelude->name);
        lua_setfield(state, -2, prelude->name);
        lua_gc(state, LUA_GCCOLLECT);
    }
    lua_remove(state, -2);
}

static int open_libraries(lua_State *state) {
    clh_exec *exec = clh_of(state);
    lua_newuserdatauv(state, 0, 0);
    exec->null_object = lua_touserdata(state, -1);
    lua_createtable(state, 0, 2);
    lua_pushliteral(state, "null");
    lua_setfield(state, -2, "__name"); // "attempt to index a null value"
    lua_pushliteral(state, "null");
    lua_setfield(state, -2, "__metatable");
    lua_setmetatable(state, -2);
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_NULL);
    lua_createtable(state, 0, 2);
    exec->array_metatable = lua_topointer(state, -1);
    lua_pushliteral(state, "json array");
    lua_setfield(state, -2, "__name");
    lua_pushliteral(state, "json array");
    lua_setfield(state, -2, "__metatable");
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_ARRAY);
    lua_createtable(state, 0, 4);
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_ERROR);
    lua_createtable(state, 0, 4);
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_LOADED);
    lua_createtable(state, 1, 0);
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_LANES);
    for (int key = CLH_KEY_OWED; key <= CLH_KEY_OWED_PLACE; key++) {
        lua_pushboolean(state, 0);
        lua_rawseti(state, LUA_REGISTRYINDEX, key);
    }

    lua_createtable(state, 0, 40);
    lua_pushvalue(state, -1);
    lua_rawseti(state, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pushvalue(state, -1);
    lua_setfield(state, -2, "_G");
    lua_pushliteral(state, LUA_VERSION);
    lua_setfield(state, -2, "_VERSION");
    clh_open_base(state);
    clh_open_protect(state);
    set_table(state, "string", clh_open_string);
    set_table(state, "table", clh_open_table);
    set_table(state, "math", clh_open_math);
    set_table(state, "utf8", clh_open_utf8);
    set_table(state, "coroutine", clh_open_coroutine);
    set_table(state, "os", clh_open_os);
    set_table(state, "json", clh_open_json);
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_NULL);
    lua_setfield(state, -2, "null");
    clh_open_objects(state);
    run_preludes(state);
    lua_pop(state, 1);

    lua_State *lane = lua_newthread(state);
    exec->first_lane.thread = lane;
    *clh_extra(lane) |= CLH_THREAD_LANE;
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_LANES);
    lua_insert(state, -2);
    lua_rawseti(state, -2, 1);
    lua_pop(state, 1);
    clh_push_function(lane, clh_lane_main);
    return 0;
}

// Dead slots of the stack keep what was in them; no left-over may get into the image.
static void wipe_stack(lua_State *state) {
    int top = lua_gettop(state);
    for (int i = 0; i < LUA_MINSTACK; i++) lua_pushinteger(state, 0);
    lua_settop(state, top);
}

// From here on the script's own history alone decides addresses, table growth and collection points: what the
// libraries used is counted as a fixed number, so a rebuild with one more host function changes nothing.
static bool settle(clh_exec *exec, char *message, size_t size) {
    clh_arena *arena = &exec->arena;
    clh_global_head *head = exec->global_state;
#ifndef CLH_SANITIZED
    uint32_t user_start = USER_START;
    if (arena->objects.next > user_start || head->string_count > COUNTED_STRINGS) {
        snprintf(message, size, "libraries need %u bytes and %d strings, more than the %u and %d set apart",
                 arena->objects.next, head->string_count, user_start, COUNTED_STRINGS);
        return false;
    }
    memset(arena->objects.free, 0, sizeof arena->objects.free);
    arena->objects.next = user_start;
    arena->user_start = user_start;
#else
    (void)message;
    (void)size;
#endif
    head->string_count = COUNTED_STRINGS;
    head->debt = -(ptrdiff_t)FIRST_DEBT;
    head->total_bytes = COUNTED_BYTES + FIRST_DEBT;
    head->estimate = COUNTED_BYTES;
    arena->heap_bytes = COUNTED_BYTES;
    arena->heap_peak = COUNTED_BYTES;
    arena->allocations = 0;
    arena->trace_digest = 0xcbf29ce484222325u;
    return true;
}

static int panic(lua_State *state) {
    clh_kill(clh_of(state), CLH_KILL_INTERNAL);
}

bool clh_state_open(clh_exec *exec, char *message, size_t size) {
    opening open = {.exec = exec};
    jmp_buf exit;
    lua_State *volatile state = NULL;
    current_opening = &open;
    exec->exit = &exit;
    if (setjmp(exit) != 0) {
        exec->exit = NULL;
        snprintf(message, size, "opening the libraries was ended by a limit");
        return false;
    }
    state = lua_newstate(opening_allocate, exec);
    exec->exit = NULL;
    if (state == NULL || !open.seeded) {
        snprintf(message, size, "hash seed: its place in the Lua state was not found");
        return false;
    }
    exec->exit = &exit;
    lua_setallocf(state, clh_allocate, exec);
    lua_atpanic(state, panic);
    exec->main = state;
    *clh_extra(state) = (uintptr_t)exec;
    lua_gc(state, LUA_GCSTOP);
    bool right = probe_seed(state, message, size) && probe_debt(state, exec, message, size) &&
                 probe_calls(state, message, size) &&
                 disable_metamethods(state, &open, message, size);
    if (right) {
        lua_pushcfunction(state, open_libraries);
        if (lua_pcall(state, 0, 0, 0) != LUA_OK) {
            snprintf(message, size, "opening the libraries: %s", lua_tostring(state, -1));
            right = false;
        }
    }
    if (right) {
        // A whole collection at a time (the step is larger than any heap), because the work counter of Lua's
        // incremental mode includes stack sizes, which hooks may change.
        lua_gc(state, LUA_GCINC, COLLECTOR_PAUSE, 100, 100);
        lua_gc(state, LUA_GCRESTART);
        lua_gc(state, LUA_GCCOLLECT);
        wipe_stack(state);
        if (((clh_global_head *)exec->global_state)->collector_state != CLH_COLLECTOR_PAUSE) {
            snprintf(message, size, "collector's state: %d between collections, expected %d",
                     ((clh_global_head *)exec->global_state)->collector_state, CLH_COLLECTOR_PAUSE);
            right = false;
        }
        right = right && settle(exec, message, size);
    }
    exec->exit = NULL;
    return right;
}
