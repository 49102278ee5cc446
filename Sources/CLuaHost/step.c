// Driving an execution: lanes that are ready run in the order in which they became so.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "internals.h"

// ---- Steps

static clh_bytes bytes_of(const char *text, size_t length) { return (clh_bytes){.data = text, .length = length}; }

static clh_bytes text_of(const char *text) { return bytes_of(text, strlen(text)); }

// Tells calls apart that replay must not take for each other; not a defence against an author who looks for collisions,
// which would only spoil that author's own execution.
static uint64_t digest_of(clh_bytes bytes, uint64_t digest) {
    const char *text = bytes.data;
    size_t rest = bytes.length;
    digest ^= rest;
    while (rest > 0) {
        uint64_t word = 0;
        size_t taken = rest < sizeof word ? rest : sizeof word;
        memcpy(&word, text, taken);
        digest = (digest ^ word) * 0x9E3779B97F4A7C15u;
        digest ^= digest >> 29;
        text += taken;
        rest -= taken;
    }
    return digest * 0xBF58476D1CE4E5B9u;
}

static void tell_call(clh_exec *exec, clh_lane *lane, clh_event *event) {
    lane->call = ++exec->call.number;
    if (exec->debug != NULL) clh_stopping_restart(&exec->debug->stopping);
    clh_lane_waits(exec, exec->lane_running);
    event->kind = CLH_EVENT_HOST_CALL;
    event->call = lane->call;
    event->lane = lane->number;
    event->class_number = exec->call.class_number;
    event->function_number = exec->call.function_number;
    event->line = exec->call.line;
    event->receiver = bytes_of(exec->call.receiver->id, exec->call.receiver->length);
    event->receiver_number = exec->call.receiver->number;
    event->payload = bytes_of(exec->scratch->bytes, exec->scratch->length);
    event->digest = digest_of(event->payload, digest_of(event->receiver, 0));
}

// Reads a raw string field of the error table at the top, without metamethods.
static clh_bytes raw_text(lua_State *thread, const char *name) {
    lua_pushstring(thread, name);
    lua_rawget(thread, -2);
    size_t length = 0;
    const char *text = lua_type(thread, -1) == LUA_TSTRING ? lua_tolstring(thread, -1, &length) : NULL;
    lua_pop(thread, 1); // the table keeps it
    return text == NULL ? text_of("") : bytes_of(text, length);
}

// Moves the traceback out of the way of everything else in the scratch.
static void tell_traceback(clh_exec *exec, lua_State *thread, clh_event *event) {
    exec->scratch->length = 0;
    clh_traceback(thread, thread, 0);
    event->traceback = bytes_of(exec->scratch->bytes, exec->scratch->length);
}

static void tell_position(lua_State *thread, clh_event *event) {
    static _Thread_local lua_Debug info;
    const char *chunk;
    int line;
    if (clh_position(thread, &chunk, &line, &info)) {
        event->chunk = text_of(chunk);
        event->line = line;
    }
}

// An error table that was caught and raised again tells where it came from: the first `chunk:line: ` of its traceback.
static void tell_origin(clh_event *event) {
    const char *text = event->traceback.data, *end = text + event->traceback.length;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *line_end = newline == NULL ? end : newline;
        for (const char *colon = text; (colon = memchr(colon, ':', (size_t)(line_end - colon))) != NULL; colon++) {
            int line = 0;
            const char *digit = colon + 1;
            while (digit < line_end && digit - colon <= 7 && *digit >= '0' && *digit <= '9') line = 10 * line + (*digit++ - '0');
            if (line == 0 || digit == line_end || *digit != ':') continue;
            event->chunk = bytes_of(text, (size_t)(colon - text));
            event->line = line;
            return;
        }
        text = line_end + 1;
    }
}

static void tell_failure(clh_exec *exec, lua_State *thread, clh_event *event) {
    event->kind = CLH_EVENT_FAILED;
    lua_checkstack(thread, 4);
    tell_position(thread, event);
    if (lua_type(thread, -1) == LUA_TTABLE) {
        event->error_type = raw_text(thread, "type");
        event->payload = raw_text(thread, "message");
        event->traceback = raw_text(thread, "traceback");
        if (event->error_type.length == 0) event->error_type = text_of("LuaError");
        if (event->payload.length == 0) event->payload = text_of("an error table without a message");
        if (event->traceback.length == 0) tell_traceback(exec, thread, event);
        tell_origin(event);
        return;
    }
    event->error_type = text_of("LuaError");
    size_t length = 0;
    if (lua_type(thread, -1) == LUA_TSTRING) {
        const char *text = lua_tolstring(thread, -1, &length);
        event->payload = bytes_of(text, length);
    } else {
        event->payload = text_of(lua_isnil(thread, -1)      ? "an error without a value (error(nil))"
                                 : lua_isnumber(thread, -1) ? "an error that is a number"
                                                            : "an error value that is neither text nor an error table");
        if (lua_isnumber(thread, -1)) {
            const char *text = lua_tolstring(thread, -1, &length);
            event->payload = bytes_of(text, length);
        }
    }
    tell_traceback(exec, thread, event);
}

static const char *kill_text(const clh_exec *exec) {
    switch (exec->killed) {
    case CLH_KILL_TIME: return "the processor time limit was reached";
    case CLH_KILL_MEMORY: return "the memory limit was reached";
    case CLH_KILL_DEPTH: return "the limit of the coroutine stacks was reached (endless recursion?)";
    case CLH_KILL_HOST: return "ended by the host";
    default: return "the script host failed inside the Lua library; please report this script";
    }
}

static void tell_kill(clh_exec *exec, clh_event *event) {
    *event = (clh_event){.kind = CLH_EVENT_KILLED, .kill = exec->killed, .line = -1};
    exec->finished = true;
    event->payload = text_of(kill_text(exec));
    event->error_type = text_of("");
    event->chunk = text_of("");
    event->traceback = text_of("");
    // The coroutine that ran is as it was when the kill came: lua_getinfo reads it without allocating.
    if (exec->running != NULL && exec->killed != CLH_KILL_INTERNAL) {
        tell_position(exec->running, event);
        tell_traceback(exec, exec->running, event);
    }
}

static void tell_owed(clh_exec *exec, clh_event *event) {
    lua_State *state = exec->main;
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_OWED_PLACE);
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_OWED);
    tell_failure(exec, state, event);
    if (lua_type(state, -2) != LUA_TSTRING || event->traceback.length > 0) return;
    size_t length;
    const char *text = lua_tolstring(state, -2, &length);
    event->traceback = bytes_of(text, length);
    tell_origin(event);
}

// All lanes have ended.
static void tell_end(clh_exec *exec, clh_event *event) {
    exec->finished = true;
    if (exec->is_owing) {
        tell_owed(exec, event);
    } else {
        event->kind = CLH_EVENT_RETURNED;
        event->payload = bytes_of(exec->result, exec->result_length);
    }
}

// A task's errors are caught by the module that starts it, so one that comes here is of that module itself.
static void keep_error(clh_exec *exec, lua_State *thread) {
    if (exec->is_owing) return;
    lua_xmove(thread, exec->main, 1);
    lua_rawseti(exec->main, LUA_REGISTRYINDEX, CLH_KEY_OWED);
    exec->is_owing = true;
}

// True if there is something to tell.
static bool lane_ended(clh_exec *exec, int status, clh_event *event) {
    uint32_t place = exec->lane_running;
    lua_State *thread = exec->lanes[place].thread;
    if (exec->signalled) {
        exec->finished = true;
        event->kind = CLH_EVENT_ENDED;
        event->payload = bytes_of(exec->signal_text, exec->signal_length);
        return true;
    }
    if (status == LUA_ERRMEM) clh_kill(exec, CLH_KILL_MEMORY);
    if (status != LUA_OK && place == 0) { // its tasks must not keep this back, perhaps for ever
        exec->finished = true;
        tell_failure(exec, thread, event);
        return true;
    } else if (status != LUA_OK) {
        keep_error(exec, thread);
    } else if (place == 0 && exec->lanes_alive == 1 && !exec->is_owing) {
        exec->finished = true;
        event->kind = CLH_EVENT_RETURNED;
        event->payload = bytes_of(exec->scratch->bytes, exec->scratch->length);
        return true;
    } else if (place == 0) {
        exec->result = clh_copy_bytes(exec->scratch->bytes, exec->scratch->length);
        exec->result_length = exec->scratch->length;
    }
    exec->running = NULL;
    if (exec->debug != NULL) clh_debug_lane_over(exec, exec->lanes[place].number);
    clh_lane_over(exec, place);
    if (exec->lanes_alive > 0) return false;
    tell_end(exec, event);
    return true;
}

// True if there is something to tell.
static bool run_lane(clh_exec *exec, uint32_t place, clh_event *event) {
    clh_lane *lane = &exec->lanes[place];
    exec->lane_running = place;
    exec->running = lane->thread;
    exec->transfer = CLH_TRANSFER_NONE;
    exec->unyieldable = 0;
    exec->unpausable = 0;
    exec->closing = 0;
    exec->base_calls = 1;
    exec->protections = lane->protections;
    if (exec->debug != NULL) clh_debug_enter(exec, lane->thread, true);
    int results = 0;
    int arguments = lane->arguments;
    lane->arguments = 0;
    int status = lua_resume(lane->thread, NULL, arguments, &results);
    lane = &exec->lanes[place]; // the array may have moved
    lane->protections = exec->protections;
    if (status != LUA_YIELD) return lane_ended(exec, status, event);
    switch (exec->transfer) {
    case CLH_TRANSFER_CALL:
        clh_lane_forget_answer(lane);
        tell_call(exec, lane, event);
        return true;
    case CLH_TRANSFER_PARK:
        clh_lane_parks(exec, place);
        return false;
    case CLH_TRANSFER_STOP:
        clh_lane_paused(exec, place);
        event->kind = CLH_EVENT_STOPPED;
        event->line = exec->debug->line;
        event->lane = lane->number;
        return true;
    default:
        clh_lane_paused(exec, place);
        event->kind = CLH_EVENT_SLICE_OVER;
        return true;
    }
}

static void run_lanes(clh_exec *exec, clh_event *event) {
    for (;;) {
        uint32_t place = clh_lane_take(exec);
        if (place != CLH_NO_LANE) {
            if (run_lane(exec, place, event)) return;
        } else if (exec->lanes_waiting > 0) {
            return;
        } else {
            clh_lane_unstick(exec);
        }
        exec->scratch->length = 0;
        if (clh_slice_is_over(exec)) {
            event->kind = CLH_EVENT_SLICE_OVER;
            return;
        }
    }
}

static bool is_idle(const clh_exec *exec) {
    return exec->finished || exec->lanes[0].state == CLH_LANE_NEW ||
           (exec->ready_first == CLH_NO_LANE && exec->lanes_waiting > 0);
}

void clh_step(clh_exec *exec, clh_event *event) {
    jmp_buf exit;
    *event = (clh_event){.kind = CLH_EVENT_IDLE, .line = -1};
    if (!clh_slot_ready()) {
        exec->killed = CLH_KILL_INTERNAL;
        *event = (clh_event){.kind = CLH_EVENT_KILLED, .kill = CLH_KILL_INTERNAL, .line = -1};
        event->payload = text_of("this thread's C stack is too small to run scripts: use a thread with 1 MiB or more");
        return;
    }
    if (is_idle(exec)) return;
    exec->exit = &exit;
    clh_slot_enter(exec);
    // _setjmp: the signal mask is not ours to keep, and saving it would cost a system call.
    if (_setjmp(exit) == 0) {
        if (atomic_load_explicit(&exec->host_kill, memory_order_relaxed)) clh_kill(exec, CLH_KILL_HOST);
        if (exec->killed != CLH_KILL_NONE) clh_kill(exec, exec->killed);
        run_lanes(exec, event);
    } else {
        clh_slot_leave(exec);
        clh_slot_enter(exec); // the traceback may raise; a second kill ends without one
        if (_setjmp(exit) == 0)
            tell_kill(exec, event);
        else
            *event = (clh_event){.kind = CLH_EVENT_KILLED, .kill = exec->killed, .line = -1, .payload = text_of(kill_text(exec))};
    }
    clh_slot_leave(exec);
    exec->exit = NULL;
}

void clh_set_cpu(clh_exec *exec, uint64_t used_nanoseconds, uint64_t limit_nanoseconds) {
    exec->cpu_used = used_nanoseconds;
    exec->limits.cpu_nanoseconds = limit_nanoseconds;
}

bool clh_answer(clh_exec *exec, uint64_t call, clh_answer_kind kind, const char *text, size_t length,
                int64_t now_microseconds) {
    if (exec->finished) return false;
    uint32_t place = clh_lane_answered(exec, call);
    if (place == CLH_NO_LANE) return false;
    clh_lane *lane = &exec->lanes[place];
    lane->answer_kind = kind;
    if (exec->debug != NULL) clh_stopping_restart(&exec->debug->stopping);
    clh_lane_keep_answer(lane, text, kind == CLH_ANSWER_NONE || kind == CLH_ANSWER_SELF ? 0 : length);
    clh_lane_ready(exec, place);
    if (now_microseconds > exec->now_microseconds) exec->now_microseconds = now_microseconds;
    return true;
}

void clh_answer_and_step(clh_exec *exec, uint64_t call, clh_answer_kind kind, const char *text, size_t length,
                         int64_t now_microseconds, clh_event *event) {
    clh_answer(exec, call, kind, text, length, now_microseconds);
    clh_step(exec, event);
}
