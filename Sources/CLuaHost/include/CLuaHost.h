// The C face of the script host: one Lua state per execution, in an arena of its own, driven step by step.
//
// No function declared here lets a Lua error or a kill pass to its caller: each runs what may raise behind its own
// setjmp, so no Swift frame is ever between setjmp and longjmp. An execution is used by one thread at a time.
#ifndef CLUAHOST_H
#define CLUAHOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#define CLH_NULLABLE _Nullable
#else
#define CLH_NULLABLE
#endif

typedef struct clh_exec clh_exec;
typedef struct clh_environment clh_environment;

/// Bytes lent until the next call on the same thread.
typedef struct clh_bytes {
    const char *CLH_NULLABLE data;
    size_t length;
} clh_bytes;

typedef struct clh_limits {
    uint64_t memory_bytes;      // of the Lua heap, counted as requested
    uint64_t stack_bytes;       // of all coroutine stacks together
    uint64_t string_bytes;      // of the longest string a library function builds
    uint64_t cpu_nanoseconds;   // thread CPU time of all steps; 0 = no limit
    uint64_t slice_nanoseconds; // after which a step pauses; 0 = never
    uint32_t hook_instructions; // 0 = the watchdog arms the hook by signal; else a count hook every so many
                                // instructions looks at the watchdog's wish (for hosts that cannot have the signal)
    bool slice_at_every_hook;   // with hook_instructions: pause at every hook, whatever the clock says (tests)
    bool trace_lines;           // a line hook that does nothing (tests: hooks must not change the execution)
} clh_limits;

typedef enum clh_event_kind {
    CLH_EVENT_HOST_CALL,  // a lane asks the host; answer with clh_answer
    CLH_EVENT_IDLE,       // every lane waits for an answer, or for another lane
    CLH_EVENT_SLICE_OVER, // the time slice is over; step again to go on
    CLH_EVENT_STOPPED,    // the execution is debugged, and stands before a line that it stops at; step again to go on
    CLH_EVENT_RETURNED,   // the script returned, its tasks have ended: payload is JSON, or empty for no value
    CLH_EVENT_ENDED,      // the script was ended by an answer of kind END: payload is the answer's text
    CLH_EVENT_FAILED,     // an uncaught error: payload is its message
    CLH_EVENT_KILLED      // a limit ended it: payload is the message
} clh_event_kind;

typedef enum clh_kill_reason {
    CLH_KILL_NONE,
    CLH_KILL_TIME,
    CLH_KILL_MEMORY,
    CLH_KILL_DEPTH,
    CLH_KILL_HOST,
    CLH_KILL_INTERNAL // an error outside protection: a bug of ours or of liblua
} clh_kill_reason;

typedef struct clh_event {
    clh_event_kind kind;
    uint64_t call;             // number of the host call, from 1
    uint32_t lane;             // 0 = the script's own coroutine; others are counted from 1, no number comes twice
    uint32_t class_number;     // of the receiver
    uint32_t function_number;  // in the class
    int32_t line;              // of the call or error; -1 = unknown
    clh_bytes receiver;        // id of the receiving object
    uint32_t receiver_number;  // of the receiver in the environment's table of objects, or CLH_OBJECT_UNLISTED
    clh_bytes payload;
    uint64_t digest;           // HOST_CALL: of the receiver and the payload
    clh_bytes error_type;      // FAILED: class of the error ("LuaError" for errors that are plain strings)
    clh_bytes chunk;           // where: name of the script or module
    clh_bytes traceback;
    clh_kill_reason kill;
} clh_event;

/// Of host objects that no global variable of the environment holds.
#define CLH_OBJECT_UNLISTED UINT32_MAX

typedef enum clh_answer_kind {
    CLH_ANSWER_NONE,    // the call returns nothing
    CLH_ANSWER_SELF,    // the call returns the object it was called on
    CLH_ANSWER_VALUE,   // JSON text of one value
    CLH_ANSWER_INTEGER, // eight bytes, an int64_t: the same as its JSON text, sooner
    CLH_ANSWER_VALUES,  // JSON array: the call returns its elements
    CLH_ANSWER_ERROR,   // JSON object {type, message, details...}: the call raises it
    CLH_ANSWER_END      // the script is unwound and cannot catch it; text is given back in the ENDED event
} clh_answer_kind;

/// Words that a class has beside its methods: system.return_when.ALL_ENDED is the text "ALL_ENDED".
typedef struct clh_words {
    const char *name;
    const char *const CLH_NULLABLE *CLH_NULLABLE values; // sorted bytewise
    uint32_t value_count;
} clh_words;

typedef struct clh_class {
    const char *name;
    const char *const CLH_NULLABLE *CLH_NULLABLE methods; // sorted bytewise
    uint32_t method_count;
    const clh_words *CLH_NULLABLE words;
    uint32_t words_count;
} clh_class;

typedef struct clh_object_name {
    const char *global; // "this"
    uint32_t class_number;
    const char *id;
} clh_object_name;

typedef struct clh_module {
    const char *name;
    const char *bytecode;
    size_t length;
    bool makes_tasks; // its chunk gets the functions that make lanes, as a second argument
} clh_module;

/// What every execution of one kind can reach: host classes, modules for `require`, and preludes. A prelude is a chunk that
/// runs once, while the template is built, with a function `raise(type, message)` and a table of the global objects as
/// its arguments; what it returns becomes the global of its name. Lent arrays are copied.
/// Returns null and writes a message when the state template cannot be built or fails its probes.
clh_environment *CLH_NULLABLE clh_environment_create(
    const clh_class *CLH_NULLABLE classes, uint32_t class_count,
    const clh_object_name *CLH_NULLABLE objects, uint32_t object_count,
    const clh_module *CLH_NULLABLE modules, uint32_t module_count,
    const clh_module *CLH_NULLABLE preludes, uint32_t prelude_count,
    char *message, size_t message_size);
/// All executions of the environment must have been dropped.
void clh_environment_free(clh_environment *environment);

/// A fresh execution. Null with a message when there is no address space or memory for it.
clh_exec *CLH_NULLABLE clh_create(clh_environment *environment, const clh_limits *limits, uint64_t seed,
                                  int64_t now_microseconds, char *message, size_t message_size);
/// Gives the arena back at once; no script code runs.
void clh_drop(clh_exec *exec);

/// Sets what the first step runs: bytecode of `clh_compile` and the JSON text of `inputs`. Both are copied.
void clh_start(clh_exec *exec, const char *bytecode, size_t length, const char *inputs, size_t inputs_length);

/// Sets what `handler` gets after the inputs, as JSON text, which is copied; between `clh_start` and the first step.
void clh_set_parameters(clh_exec *exec, const char *text, size_t length);

/// Runs until something has to be told. After RETURNED, ENDED, FAILED and KILLED the execution can only be dropped.
void clh_step(clh_exec *exec, clh_event *event);

/// Answers an open host call; the lane goes on in a later step, in the order of the answers. False if no such call is open.
bool clh_answer(clh_exec *exec, uint64_t call, clh_answer_kind kind, const char *CLH_NULLABLE text, size_t length,
                int64_t now_microseconds);

/// Answers and steps at once; saves one call per host call.
void clh_answer_and_step(clh_exec *exec, uint64_t call, clh_answer_kind kind, const char *CLH_NULLABLE text,
                         size_t length, int64_t now_microseconds, clh_event *event);

/// Sets the CPU time that counts as used by now and the most that may be used; 0 = no limit. Not during a step.
void clh_set_cpu(clh_exec *exec, uint64_t used_nanoseconds, uint64_t limit_nanoseconds);

/// Asks a running step of another thread, or the next one, to end with CLH_KILL_HOST.
void clh_request_kill(clh_exec *exec);

// ---- Debugging. What it needs lies outside the arena and changes nothing in it.

/// How an execution goes on that stood still.
typedef enum clh_pace {
    CLH_PACE_GO,   // to the next breakpoint
    CLH_PACE_LINE, // to the next line of the script, in whatever lane
    CLH_PACE_INTO, // to the next line of this lane
    CLH_PACE_OVER, // to the next line of this lane that is not in a function called from here
    CLH_PACE_OUT   // to the next line of this lane after this function
} clh_pace;

/// Sets the lines of the script that it stops before, and whether lines are looked at at all. Not during a step.
void clh_debug_set(clh_exec *exec, const uint32_t *CLH_NULLABLE lines, size_t count, bool is_tracing);
/// Goes on from where the execution stands: after `passed` lines since the last call or answer, which are not looked at
/// again.
void clh_debug_go(clh_exec *exec, clh_pace pace, uint64_t passed);
/// How many lines have begun since the last call or answer.
uint64_t clh_debug_lines(clh_exec *exec);

typedef struct clh_show_limits {
    uint32_t bytes; // of a value, about
    int depth;      // of tables in tables
    int items;      // of a table
} clh_show_limits;
/// The calls under way in the lane that ran last, the innermost first, as JSON text:
/// [{name, what, chunk, line, defined, is_script, locals: [[name, value]...], upvalues: ...}...].
/// Values are texts. No code of the script runs. Not during a step.
clh_bytes clh_debug_frames(clh_exec *exec, const clh_show_limits *limits);

typedef struct clh_usage {
    uint64_t heap_bytes;        // in use now, as Lua requested them
    uint64_t heap_peak_bytes;
    uint64_t stack_bytes;
    uint64_t resident_bytes;    // of the arena: what was ever touched
    uint64_t cpu_nanoseconds;
    uint64_t allocations;       // so far
    uint64_t trace_digest;      // of every heap allocation: operation, sizes, offset
} clh_usage;
void clh_usage_of(clh_exec *exec, clh_usage *usage);

/// Compiles `source` to bytecode in a limited state of its own. Returns malloc'ed bytes (free with clh_free), or null
/// with the message (`name:line: ...`) in `message`. `prologue` is put before the first line.
char *CLH_NULLABLE clh_compile(const char *source, size_t length, const char *name, const char *prologue,
                               size_t *bytecode_length, char *message, size_t message_size);
void clh_free(void *CLH_NULLABLE memory);

/// One line per check: "ok NAME detail" or "failed NAME detail: what to do". False if any failed.
bool clh_self_test(char *report, size_t report_size);

/// "$LuaVersion: Lua 5.4.4 ..."
const char *clh_lua_identity(void);
/// Digest of libm results on fixed inputs: equal where replay of transcendental functions is bit-equal.
uint64_t clh_libm_fingerprint(void);

/// In a sanitizer build, writes one byte past the end of a block of an execution, which the sanitizer must see: for the
/// test that it does. Else does nothing and answers false.
bool clh_overrun(void);

/// Bytes that the thread must have as C stack to run `clh_step`.
#define CLH_MINIMUM_C_STACK (1024 * 1024)

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
