// Time slices and kills. In the normal case no hook runs: a watchdog thread looks once a millisecond at the threads that
// step, and where a slice or a budget is over it sends that thread a signal, whose handler arms the count hook of the
// coroutine that runs. The hook pauses or ends the execution at its next instruction.
//
// Some work of liblua has no next instruction for a long time: a rehash over colliding keys, the compiler on certain
// sources, a table that is its own __call. So when a kill stays without effect for some ticks, the handler itself leaves,
// provided that the signal came while code of liblua ran: then no lock and no memory of others is held.
#include <errno.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <ucontext.h>

#include "internal.h"
#include "internals.h"

// Ignored by default, so a stray one is harmless; the Go runtime preempts with the same one.
#define INTERRUPT_SIGNAL SIGURG

enum { TICK_NANOSECONDS = 1000 * 1000, IDLE_TICKS = 50, PATIENCE_TICKS = 20, FIRST_SCRATCH = 16 * 1024 };

enum { WANT_SLICE = 1, WANT_TIME_KILL = 2, WANT_HOST_KILL = 4 };

/// One thread that steps executions.
typedef struct clh_thread_slot {
    _Atomic(clh_exec *) exec;      // that is in a step now
    atomic_uint_least64_t turn;    // counts steps
    atomic_uint_least64_t want;    // turn << 3 | wishes: they are for that turn only
    atomic_uint_least64_t charged; // CPU nanoseconds of the current step, as far as ticks have seen them
    atomic_uint_least64_t budget;  // CPU nanoseconds left when the step began; 0 = no limit
    atomic_uint_least64_t slice;
    atomic_bool by_hook;           // no signal: a count hook looks at `want`
    pthread_t thread;
    clockid_t clock;
    bool enough_stack;
    int unanswered;                // kill signals of this step that had no effect
    clh_scratch scratch;
    // The watchdog's own
    uint64_t seen_turn;
    uint64_t seen_cpu;
    uint64_t turn_cpu;
    struct clh_thread_slot *next;
} clh_thread_slot;

static pthread_mutex_t slots_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t slots_wake;
static clh_thread_slot *slots;
static atomic_bool watching;
static pthread_key_t slot_key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
// In the static block of the thread: found without a call, and never allocated inside the signal handler.
static _Thread_local clh_thread_slot *own_slot __attribute__((tls_model("initial-exec")));

static uint64_t nanoseconds_of(clockid_t clock) {
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) return 0;
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// ---- In the thread that steps

static void interrupt_hook(lua_State *state, lua_Debug *info);

static inline unsigned wishes(clh_thread_slot *slot) {
    uint64_t want = atomic_load_explicit(&slot->want, memory_order_acquire);
    return want >> 3 == atomic_load_explicit(&slot->turn, memory_order_relaxed) ? (unsigned)(want & 7) : 0;
}

// Where the code of liblua lies; empty if it is part of the program itself, whose code could hold a lock.
static uintptr_t lua_code_start;
static uintptr_t lua_code_end;

static int find_lua_code(struct dl_phdr_info *object, size_t size, void *context) {
    (void)size;
    (void)context;
    uintptr_t wanted = (uintptr_t)&lua_sethook;
    bool is_program = object->dlpi_name == NULL || object->dlpi_name[0] == '\0';
    for (int i = 0; i < object->dlpi_phnum && !is_program; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        uintptr_t start = object->dlpi_addr + part->p_vaddr;
        if (part->p_type != PT_LOAD || (part->p_flags & PF_X) == 0) continue;
        if (wanted < start || wanted >= start + part->p_memsz) continue;
        lua_code_start = start;
        lua_code_end = start + part->p_memsz;
        return 1;
    }
    return 0;
}

static uintptr_t interrupted_code(const void *context) {
    const ucontext_t *machine = context;
#if defined(__x86_64__)
    return (uintptr_t)machine->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (uintptr_t)machine->uc_mcontext.pc;
#else
    (void)machine;
    return 0;
#endif
}

static void on_signal(int number, siginfo_t *details, void *context) {
    (void)number;
    (void)details;
    int saved = errno;
    clh_thread_slot *slot = own_slot;
    clh_exec *exec = slot == NULL ? NULL : atomic_load_explicit(&slot->exec, memory_order_relaxed);
    unsigned wanted = exec == NULL ? 0 : wishes(slot);
    if (wanted & (WANT_TIME_KILL | WANT_HOST_KILL)) {
        atomic_store_explicit(&exec->interrupt, 1, memory_order_relaxed);
        uintptr_t code = interrupted_code(context);
        if (++slot->unanswered > PATIENCE_TICKS && exec->exit != NULL && code >= lua_code_start && code < lua_code_end) {
            exec->running = NULL; // liblua is in the middle of something: nothing of the state may be read any more
            clh_kill(exec, wanted & WANT_HOST_KILL ? CLH_KILL_HOST : CLH_KILL_TIME);
        }
    }
    // Lua documents lua_sethook as safe in a signal handler of the same thread (manual 4.7). It walks the whole stack of
    // calls, so it is not done again for a hook that waits.
    if (wanted != 0 && exec->running != NULL && (lua_gethookmask(exec->running) & LUA_MASKCOUNT) == 0)
        lua_sethook(exec->running, interrupt_hook, LUA_MASKCOUNT | lua_gethookmask(exec->running), 1);
    errno = saved;
}

static void kill_if_wanted(clh_exec *exec, unsigned wanted) {
    if (wanted & WANT_HOST_KILL) clh_kill(exec, CLH_KILL_HOST);
    if (wanted & WANT_TIME_KILL) clh_kill(exec, CLH_KILL_TIME);
}

void clh_poll_slow(lua_State *state) {
    clh_exec *exec = clh_of(state);
    if (exec->slot == NULL) return;
    kill_if_wanted(exec, wishes(exec->slot));
    if (atomic_load_explicit(&exec->host_kill, memory_order_relaxed)) clh_kill(exec, CLH_KILL_HOST);
    atomic_store_explicit(&exec->interrupt, 0, memory_order_relaxed);
}

static void install(clh_exec *exec, lua_State *thread) {
    bool traces = exec->limits.trace_lines || (exec->debug != NULL && exec->debug->is_tracing);
    int mask = (exec->limits.hook_instructions > 0 ? LUA_MASKCOUNT : 0) | (traces ? LUA_MASKLINE : 0);
    lua_sethook(thread, mask != 0 ? interrupt_hook : NULL, mask, (int)exec->limits.hook_instructions);
}

void clh_hooks_install(clh_exec *exec, lua_State *thread) {
    if (exec->limits.hook_instructions > 0 || exec->limits.trace_lines) install(exec, thread);
}

void clh_hooks_renew(clh_exec *exec, lua_State *thread) { install(exec, thread); }

// Where Lua cannot yield, or where a pause would show, the execution goes on.
static bool can_pause(clh_exec *exec, lua_State *state) {
    return lua_isyieldable(state) && exec->unyieldable == 0 && exec->unpausable == 0 &&
           clh_calls_depth(state) == exec->base_calls && exec->arena.stack_bytes <= exec->arena.stack_limit / 2;
}

static void line_hook(clh_exec *exec, lua_State *state, lua_Debug *info) {
    if (exec->debug == NULL || !clh_debug_line(exec, state, info, can_pause(exec, state))) return;
    exec->transfer = CLH_TRANSFER_STOP;
    lua_yield(state, 0);
}

static void interrupt_hook(lua_State *state, lua_Debug *info) {
    clh_exec *exec = clh_of(state);
    if (info->event == LUA_HOOKLINE) return line_hook(exec, state, info);
    if (exec->slot == NULL) return;
    unsigned wanted = wishes(exec->slot);
    if (atomic_load_explicit(&exec->host_kill, memory_order_relaxed)) clh_kill(exec, CLH_KILL_HOST);
    kill_if_wanted(exec, wanted);
    install(exec, state); // disarms, unless hooks are the way of this execution
    if ((wanted & WANT_SLICE) == 0 && !exec->limits.slice_at_every_hook) return;
    if (!can_pause(exec, state)) return; // the watchdog asks again at its next tick
    atomic_store_explicit(&exec->slot->want, 0, memory_order_relaxed);
    exec->transfer = CLH_TRANSFER_SLICE;
    lua_yield(state, 0);
}

bool clh_slice_is_over(clh_exec *exec) {
    if (atomic_load_explicit(&exec->host_kill, memory_order_relaxed)) clh_kill(exec, CLH_KILL_HOST);
    unsigned wanted = wishes(exec->slot);
    kill_if_wanted(exec, wanted);
    if ((wanted & WANT_SLICE) == 0 && !exec->limits.slice_at_every_hook) return false;
    atomic_store_explicit(&exec->slot->want, 0, memory_order_relaxed);
    return true;
}

_Noreturn void clh_kill(clh_exec *exec, clh_kill_reason reason) {
    exec->killed = reason;
    if (exec->exit == NULL) abort(); // a kill outside a step: a bug of the shim
    longjmp(*exec->exit, 1);
}

void clh_request_kill(clh_exec *exec) {
    atomic_store(&exec->host_kill, 1);
    atomic_store(&exec->interrupt, 1);
    pthread_mutex_lock(&slots_lock);
    for (clh_thread_slot *each = slots; each != NULL; each = each->next) {
        if (atomic_load(&each->exec) != exec) continue;
        atomic_store(&each->want, atomic_load(&each->turn) << 3 | WANT_HOST_KILL);
        if (!atomic_load(&each->by_hook)) pthread_kill(each->thread, INTERRUPT_SIGNAL);
    }
    pthread_mutex_unlock(&slots_lock);
}

// ---- The watchdog

static void inspect(clh_thread_slot *slot, bool *busy) {
    uint64_t turn = atomic_load_explicit(&slot->turn, memory_order_acquire);
    uint64_t cpu = nanoseconds_of(slot->clock);
    uint64_t passed = cpu - slot->seen_cpu;
    slot->seen_cpu = cpu;
    if (atomic_load_explicit(&slot->exec, memory_order_acquire) == NULL) {
        slot->seen_turn = 0;
        if (passed > 0) *busy = true;
        return;
    }
    *busy = true;
    // All that the thread used since the last tick goes to the step that runs now: right on average for short steps,
    // exact for long ones, and free for both.
    uint64_t charged = atomic_fetch_add_explicit(&slot->charged, passed, memory_order_relaxed) + passed;
    if (slot->seen_turn != turn) {
        slot->seen_turn = turn;
        slot->turn_cpu = 0;
        passed = 0;
    }
    slot->turn_cpu += passed;
    uint64_t budget = atomic_load_explicit(&slot->budget, memory_order_relaxed);
    uint64_t slice = atomic_load_explicit(&slot->slice, memory_order_relaxed);
    uint64_t wanted = 0;
    if (budget != 0 && charged >= budget) wanted |= WANT_TIME_KILL;
    if (slice != 0 && slot->turn_cpu >= slice) wanted |= WANT_SLICE;
    if (wanted == 0) return;
    if (wanted & WANT_SLICE) slot->turn_cpu = 0;
    uint64_t old = atomic_load_explicit(&slot->want, memory_order_relaxed);
    if (old >> 3 == turn) wanted |= old & 7;
    atomic_store_explicit(&slot->want, turn << 3 | wanted, memory_order_release);
    if (atomic_load_explicit(&slot->by_hook, memory_order_relaxed)) {
        // The step cannot end under us: leaving takes the lock in this mode.
        clh_exec *exec = atomic_load(&slot->exec);
        if (exec != NULL && (wanted & WANT_TIME_KILL) && atomic_load(&slot->turn) == turn)
            atomic_store_explicit(&exec->interrupt, 1, memory_order_relaxed);
    } else {
        pthread_kill(slot->thread, INTERRUPT_SIGNAL);
    }
}

static void *watch(void *unused) {
    (void)unused;
    int idle = 0;
    pthread_mutex_lock(&slots_lock);
    for (;;) {
        bool busy = false;
        for (clh_thread_slot *each = slots; each != NULL; each = each->next) inspect(each, &busy);
        idle = busy ? 0 : idle + 1;
        if (idle > IDLE_TICKS) {
            // Either a thread that enters sees that nobody watches, or we see that it has entered.
            atomic_store(&watching, false);
            bool entered = false;
            for (clh_thread_slot *each = slots; each != NULL; each = each->next)
                if (atomic_load(&each->exec) != NULL) entered = true;
            if (!entered) pthread_cond_wait(&slots_wake, &slots_lock);
            atomic_store(&watching, true);
            idle = 0;
            continue;
        }
        struct timespec until;
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += TICK_NANOSECONDS;
        if (until.tv_nsec >= 1000000000) {
            until.tv_nsec -= 1000000000;
            until.tv_sec++;
        }
        pthread_mutex_unlock(&slots_lock);
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        pthread_mutex_lock(&slots_lock);
    }
    return NULL;
}

static void forget(void *context) {
    clh_thread_slot *slot = context;
    pthread_mutex_lock(&slots_lock);
    for (clh_thread_slot **link = &slots; *link != NULL; link = &(*link)->next) {
        if (*link == slot) {
            *link = slot->next;
            break;
        }
    }
    pthread_mutex_unlock(&slots_lock);
    own_slot = NULL;
    free(slot->scratch.bytes);
    free(slot);
}

static void begin_watching(void) {
    pthread_key_create(&slot_key, forget);
    pthread_cond_init(&slots_wake, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_signal;
    // Not blocked while it is handled, because the handler may not return.
    action.sa_flags = SA_RESTART | SA_SIGINFO | SA_NODEFER;
    dl_iterate_phdr(find_lua_code, NULL);
    sigaction(INTERRUPT_SIGNAL, &action, NULL);
    atomic_store(&watching, true);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 256 * 1024);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); // the watchdog takes no signals
    pthread_t thread;
    if (pthread_create(&thread, &attributes, watch, NULL) != 0) abort();
    pthread_setname_np(thread, "lua-watchdog");
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
}

static clh_thread_slot *slot_of_thread(void) {
    if (own_slot != NULL) return own_slot;
    pthread_once(&once, begin_watching);
    clh_thread_slot *slot = calloc(1, sizeof *slot);
    if (slot == NULL) abort();
    slot->scratch.bytes = malloc(FIRST_SCRATCH); // enough for any traceback, so telling of a kill cannot fail
    if (slot->scratch.bytes == NULL) abort();
    slot->scratch.capacity = FIRST_SCRATCH;
    slot->thread = pthread_self();
    if (pthread_getcpuclockid(slot->thread, &slot->clock) != 0) slot->clock = CLOCK_MONOTONIC;
    slot->seen_cpu = nanoseconds_of(slot->clock);
    pthread_attr_t attributes;
    void *low = NULL;
    size_t size = 0;
    if (pthread_getattr_np(slot->thread, &attributes) == 0) {
        pthread_attr_getstack(&attributes, &low, &size);
        pthread_attr_destroy(&attributes);
    }
    char here;
    slot->enough_stack = low == NULL || (size_t)(&here - (char *)low) >= CLH_MINIMUM_C_STACK;
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, INTERRUPT_SIGNAL);
    pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
    own_slot = slot;
    pthread_setspecific(slot_key, slot);
    pthread_mutex_lock(&slots_lock);
    slot->next = slots;
    slots = slot;
    pthread_mutex_unlock(&slots_lock);
    return slot;
}

bool clh_slot_ready(void) { return slot_of_thread()->enough_stack; }

clh_scratch *clh_slot_scratch(void) { return &slot_of_thread()->scratch; }

void clh_slot_enter(clh_exec *exec) {
    clh_thread_slot *slot = slot_of_thread();
    exec->slot = slot;
    exec->scratch = &slot->scratch;
    slot->scratch.length = 0;
    slot->unanswered = 0;
    const clh_limits *limits = &exec->limits;
    atomic_store_explicit(&slot->charged, 0, memory_order_relaxed);
    uint64_t left = limits->cpu_nanoseconds == 0 ? 0
                    : exec->cpu_used >= limits->cpu_nanoseconds ? 1
                                                                : limits->cpu_nanoseconds - exec->cpu_used;
    atomic_store_explicit(&slot->budget, left, memory_order_relaxed);
    atomic_store_explicit(&slot->slice, limits->slice_nanoseconds, memory_order_relaxed);
    atomic_store_explicit(&slot->by_hook, limits->hook_instructions > 0, memory_order_relaxed);
    atomic_store_explicit(&slot->turn, atomic_load_explicit(&slot->turn, memory_order_relaxed) + 1, memory_order_relaxed);
    atomic_store(&slot->exec, exec);
    if (__builtin_expect(!atomic_load(&watching), 0)) {
        pthread_mutex_lock(&slots_lock);
        pthread_cond_signal(&slots_wake);
        pthread_mutex_unlock(&slots_lock);
    }
}

void clh_slot_leave(clh_exec *exec) {
    clh_thread_slot *slot = exec->slot;
    if (exec->limits.hook_instructions > 0) {
        pthread_mutex_lock(&slots_lock);
        atomic_store_explicit(&slot->exec, NULL, memory_order_release);
        pthread_mutex_unlock(&slots_lock);
    } else {
        atomic_store_explicit(&slot->exec, NULL, memory_order_release);
    }
    exec->slot = NULL;
    exec->cpu_used += atomic_load_explicit(&slot->charged, memory_order_relaxed);
}
