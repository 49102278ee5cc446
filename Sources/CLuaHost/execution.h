// The execution: everything of one run, at the start of its arena. Included by internal.h.
#ifndef CLUAHOST_EXECUTION_H
#define CLUAHOST_EXECUTION_H

#include "arena.h"
#include "debug.h"
#include "lane.h"

typedef enum clh_transfer {
    CLH_TRANSFER_NONE,  // a yield is the script's own
    CLH_TRANSFER_CALL,  // a host call travels outward through the script's coroutines
    CLH_TRANSFER_PARK,  // so does a wait for another lane
    CLH_TRANSFER_SLICE, // a time slice is over
    CLH_TRANSFER_STOP   // a line to stop at is about to run
} clh_transfer;

typedef struct clh_call {
    uint64_t number;
    uint32_t class_number;
    uint32_t function_number;
    int line;
    const struct clh_object *receiver;
} clh_call;

struct clh_exec {
    clh_arena arena;
    clh_environment *environment;
    lua_State *main;
    void *global_state;          // liblua's global_State; see internals.h
    const void *null_object;     // the `null` userdata
    const void *array_metatable;
    jmp_buf *exit;               // where a kill goes; null outside a step
    struct clh_thread_slot *slot;
    clh_scratch *scratch;        // of the thread that steps
    atomic_int interrupt;        // polled by loops of the library: a kill is wanted
    atomic_int host_kill;
    clh_kill_reason killed;
    bool finished;
    // What runs now
    lua_State *running;          // the innermost coroutine
    clh_transfer transfer;
    int unyieldable;             // resumes under way from places that cannot yield
    int closing;                 // coroutine.close calls under way
    uint32_t base_calls;         // depth of C calls of the running coroutine when it was resumed
    int unpausable;              // resumes under way from places where a pause would show
    uint32_t protections;        // pcall and xpcall calls under way, in all coroutines that run
    clh_lane first_lane;         // lane 0 without an allocation
    clh_lane *lanes;
    uint32_t lane_count;         // places in use or free
    uint32_t lane_capacity;      // a power of two
    uint32_t lane_running;
    uint32_t lanes_made;         // besides lane 0
    uint32_t lanes_alive;
    uint32_t lanes_waiting;
    uint64_t parks;
    uint32_t free_lane;          // first of the free places
    uint32_t ready_first;        // lanes that could run, the next one first
    uint32_t ready_last;
    uint32_t *waiting;           // buckets of waiting lanes, by the number of their call; as many as `lane_capacity`
    uint32_t first_bucket;       // the only one of an execution with one lane
    bool is_owing;               // the registry has an error that a task raised and nobody asked for
    char *result;                // JSON text of what the script returned while tasks were alive; malloc'ed
    size_t result_length;
    clh_call call;
    bool signalled;              // the host ended the script; it is being unwound
    char *signal_text;           // malloc'ed
    size_t signal_length;
    // Start
    char *bytecode;
    size_t bytecode_length;
    char *inputs;
    size_t inputs_length;
    char *parameters; // what `handler` gets after the inputs, where there is anything
    size_t parameters_length;
    bool has_parameters;
    // Script-visible state outside the Lua heap
    uint64_t random[4];
    int64_t now_microseconds;
    int64_t start_microseconds;
    clh_limits limits;
    uint64_t cpu_used;
    // Debugging
    clh_debug *debug;            // malloc'ed; null while it is not debugged
    const char *script_source;   // the address by which lines of the script are told from those of modules
};

/// Sets the generator's state from one number (splitmix64).
void clh_seed_random(clh_exec *exec, uint64_t seed);

// ---- state.c
/// Opens a state with all libraries in `exec`, whose arena is set up. False with a message if a probe fails.
bool clh_state_open(clh_exec *exec, char *message, size_t message_size);
#ifdef CLH_SANITIZED
void clh_sanitized_free_all(clh_exec *exec);
#endif
/// The allocator of an execution, as Lua calls it.
void *clh_allocate(void *exec, void *block, size_t old_size, size_t new_size);
/// Answers a request that would pass the heap limit: null the first time, a kill when Lua asks again after collecting.
void *clh_refuse(clh_exec *exec, void *block, size_t size);

// ---- image.c
typedef struct clh_image clh_image;
/// Builds the template twice and keeps what memcpy plus relocation need. Null with a message.
clh_image *clh_image_build(clh_environment *environment, char *message, size_t message_size);
void clh_image_free(clh_image *image);
/// A new execution from the image.
clh_exec *clh_image_instantiate(const clh_image *image, char *message, size_t message_size);
size_t clh_image_size(const clh_image *image);

// ---- environment.c
struct clh_environment {
    clh_image *image;
    clh_class *classes;
    uint32_t class_count;
    clh_object_name *objects;
    uint32_t object_count;
    clh_module *modules;
    uint32_t module_count;
    clh_module *preludes;
    uint32_t prelude_count;
};
void clh_environment_lock(void);
void clh_environment_unlock(void);
const char *clh_class_name(lua_State *state, uint32_t class_number);

// ---- objects.c
/// A host object as scripts hold it: full userdata.
struct clh_object {
    uint32_t class_number;
    uint32_t number; // in the environment's table of objects, or CLH_OBJECT_UNLISTED
    uint32_t length;
    char id[];
};
/// Pushes an object; raises InternalError for an unknown class.
void clh_push_object(lua_State *state, const char *class_name, size_t class_length, const char *id, size_t length);
/// Makes the metatables of all classes and the host objects of the environment.
void clh_open_objects(lua_State *state);

/// Pushes the error value that unwinds a script the host has ended.
void clh_signal_push(lua_State *state);

// ---- tasks.c
/// Pushes what the module that is named for it gets to make lanes with; see stdlib/flow.lua.
void clh_push_task_functions(lua_State *state);

#include "lanes.h"

// ---- script.c
/// The body of lane 0.
int clh_lane_main(lua_State *state);
/// A malloc'ed copy that ends with a zero byte.
char *clh_copy_bytes(const char *bytes, size_t length);

// ---- errors.c
void clh_open_errors(lua_State *state);
/// `raise(type, message)` for preludes.
int clh_raise_named(lua_State *state);
/// Sets type (unless null), traceback and metatable of the error table on top.
void clh_error_finish(lua_State *state, const char *type);

// ---- protect.c / base.c
/// Pushes the text of any value (`__tostring` and `__name` are honoured); tables and functions show their arena offset,
/// never an address.
const char *clh_tostring(lua_State *state, int index, size_t *length);
void clh_open_protect(lua_State *state); // pcall, xpcall, error into the table on top
/// What has to be put back after a protected call, packed: scratch, nesting, whether the script was being unwound.
lua_KContext clh_protection_entry(lua_State *state);
/// Puts it back after the call, however it ended.
void clh_protection_left(lua_State *state, lua_KContext entry);
/// After an error: puts it back, and goes on unwinding when the host has ended the script since.
void clh_protection_failed(lua_State *state, lua_KContext entry);
/// Brackets a call with a continuation that Lua shall not count as nesting; see protect.c.
void clh_uncount_call(lua_State *state);
void clh_recount_call(lua_State *state);

// ---- interrupt.c
/// Ends the execution: never returns. Callable wherever Lua code or a library function runs.
_Noreturn void clh_kill(clh_exec *exec, clh_kill_reason reason);
void clh_slot_enter(clh_exec *exec);
void clh_slot_leave(clh_exec *exec);
/// False if the calling thread's C stack is too small to run scripts.
bool clh_slot_ready(void);
clh_scratch *clh_slot_scratch(void);
/// Between two lanes: ends the execution if that is wanted; true if the time slice is over.
bool clh_slice_is_over(clh_exec *exec);
/// Sets the hooks that an execution starts with on `thread`.
void clh_hooks_install(clh_exec *exec, lua_State *thread);
/// Sets or takes away the line hook of a thread.
void clh_hooks_renew(clh_exec *exec, lua_State *thread);

// ---- traceback.c
/// Appends at most 20 frames of `thread` to the scratch, without allocating in the arena.
void clh_traceback(lua_State *state, lua_State *thread, int level);
/// Chunk and line of the innermost Lua function; false if there is none.
bool clh_position(lua_State *thread, const char **chunk, int *line, lua_Debug *info);

#endif
