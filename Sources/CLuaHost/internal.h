// What the files of the shim share. Nothing here is visible to Swift.
//
// Rules of the house:
// - Code here may be left at any moment by `longjmp` (a Lua error, or a kill that abandons the whole state), so no
//   C function may hold a resource that only its own epilogue frees. Temporary bytes live in the execution's scratch.
// - A loop whose length a script chooses calls `clh_poll` in each round.
// - Nothing may depend on an address other than its low 32 bits, on time, or on the locale.
#ifndef CLUAHOST_INTERNAL_H
#define CLUAHOST_INTERNAL_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <setjmp.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CLuaHost.h"

/// Registry slots with fixed numbers (1 and 2 are Lua's own: main thread and globals).
enum {
    CLH_KEY_NULL = 3,       // the `null` sentinel
    CLH_KEY_ARRAY = 4,      // metatable that marks a table as a JSON array
    CLH_KEY_ERROR = 5,      // table: error class name -> metatable
    CLH_KEY_LOADED = 6,     // table: module name -> value, for `require`
    CLH_KEY_CLASSES = 7,    // array: host class number + 1 -> metatable
    CLH_KEY_LANES = 8,      // array: place of a lane + 1 -> thread, or false
    CLH_KEY_INERT = 9,      // the long string that stands for disabled metamethod names
    CLH_KEY_GLOBALS = 10,   // table of host objects that the entry function receives, by name
    CLH_KEY_OWED = 11,      // the error of a task that ends the execution when all is over
    CLH_KEY_OWED_PLACE = 12, // traceback of that error, or false
    CLH_KEY_LAST,
    // Only where a script has parameters: no room is made for it, so that all others allocate what they always did.
    CLH_KEY_PARAMETERS = 32
};

/// Growing bytes outside the arena, used as a stack: take a mark, append, push or release back to the mark.
/// `pcall`, `resume` and the step loop put the length back after an error, so a raise may leave bytes behind.
typedef struct clh_scratch {
    char *bytes;
    size_t length;
    size_t capacity;
} clh_scratch;

struct clh_thread_slot;

/// What a thread is besides a coroutine of a script; kept in the low bits of the address in its extra space.
enum {
    CLH_THREAD_LANE = 1, // the base of a lane: the host alone resumes it
    CLH_THREAD_HELD = 2, // a coroutine of a script in which a host call, or something like it, is open
    CLH_THREAD_MARKS = 7
};

static inline uintptr_t *clh_extra(lua_State *thread) { return (uintptr_t *)lua_getextraspace(thread); }

/// The execution that owns `state`: found in the extra space that Lua keeps before every thread.
static inline clh_exec *clh_of(lua_State *state) { return (clh_exec *)(*clh_extra(state) & ~(uintptr_t)CLH_THREAD_MARKS); }

// ---- scratch.c
/// Makes room for `count` more bytes and returns where they go; the caller adds to `length`. Any later call may move
/// the bytes. Raises "not enough memory for a string of N bytes" over the execution's string limit.
char *clh_scratch_room(lua_State *state, size_t count);
void clh_scratch_add(lua_State *state, const char *bytes, size_t count);
void clh_scratch_add_byte(lua_State *state, char byte);
size_t clh_scratch_mark(lua_State *state);
/// Pushes the bytes from `mark` on as one Lua string and releases them.
void clh_scratch_push(lua_State *state, size_t mark);
void clh_scratch_release(lua_State *state, size_t mark);
/// The address of the bytes from `mark` on; valid until the next scratch call.
char *clh_scratch_at(lua_State *state, size_t mark);

// ---- interrupt.c

/// Ends the execution when its budget is spent; otherwise returns.
void clh_poll_slow(lua_State *state);

/// To be called in every round of a loop whose length a script chooses, and before every block of work of more than
/// some 10,000 steps.
#define CLH_POLL(state)                                                                       \
    do {                                                                                      \
        if (__builtin_expect(atomic_load_explicit(&clh_of(state)->interrupt, memory_order_relaxed) != 0, 0)) \
            clh_poll_slow(state);                                                             \
    } while (0)

// ---- errors.c
/// Raises an error table `{type, message, traceback}` of the named class. Never returns.
_Noreturn void clh_raise(lua_State *state, const char *type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// ---- encode.c / decode.c  (JSON text, see the DocC page "Values")
enum {
    CLH_VALUE_OBJECTS = 1,  // host objects are written and read as @"Class:id"; without it they are an error
    CLH_VALUE_PRETTY = 2    // two-space indentation, for people
};
/// Appends the JSON text of the value at `index` to the scratch. Raises `InvalidInputError` naming the path, which
/// starts with `root` (`inputs.hosts[3].name`).
void clh_encode(lua_State *state, int index, const char *root, int flags);
/// Pushes the value that the JSON text says. Raises `InvalidInputError` with the byte offset and what was expected.
void clh_decode(lua_State *state, const char *text, size_t length, const char *root, int flags);

// ---- libraries; each pushes one table onto the stack
void clh_open_base(lua_State *state);        // base.c: sets globals in the table on top of the stack
void clh_open_string(lua_State *state);      // strings.c (string metatable too)
void clh_open_table(lua_State *state);       // tables.c
void clh_open_math(lua_State *state);        // maths.c
void clh_open_utf8(lua_State *state);        // strings.c
void clh_open_coroutine(lua_State *state);   // coroutines.c
void clh_open_os(lua_State *state);          // clock.c: time, date, clock of script time
void clh_open_json(lua_State *state);        // json.c: encode, decode, array, object, is_array, null

/// Pushes `function` as a C closure with one dummy upvalue: as a table key a closure hashes by its arena address, a
/// light C function by the address of the library, which differs from process to process.
static inline void clh_push_function(lua_State *state, lua_CFunction function) {
    lua_pushboolean(state, 0);
    lua_pushcclosure(state, function, 1);
}

// ---- stock.c
/// A function of one of liblua's own libraries ("_G", "string", ...), or null.
lua_CFunction clh_stock_function(const char *library, const char *name);
/// What strings have under `name` in liblua's metatable for them, or null.
lua_CFunction clh_stock_text_metamethod(const char *name);
/// Sets the named functions (ended by null) of a stock library as closures in the table on top of the stack.
void clh_keep(lua_State *state, const char *library, const char *const *names);

/// Sets `functions` (ended by a null name) as closures in the table on top of the stack.
static inline void clh_set_functions(lua_State *state, const luaL_Reg *functions) {
    for (; functions->name != NULL; functions++) {
        clh_push_function(state, functions->func);
        lua_setfield(state, -2, functions->name);
    }
}

// ---- numbers.c
/// Writes the shortest decimal that reads back as `value`, always with a point or exponent (`1.0`, `1e+300`).
/// `value` must be finite. Returns the length; `out` holds at least 40 bytes.
int clh_write_float(char *out, double value);

#include "execution.h"

#endif
