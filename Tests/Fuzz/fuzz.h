// What the fuzz targets share: a host with one method, small limits, and a run to the end.
#ifndef MOONFLOW_FUZZ_H
#define MOONFLOW_FUZZ_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CLuaHost.h"

static const char *const execution_methods[] = {"echo"};

static inline clh_environment *fuzz_environment(void) {
    static clh_environment *environment;
    if (environment != NULL) return environment;
    char message[400];
    clh_class classes[] = {{.name = "Execution", .methods = execution_methods, .method_count = 1}};
    clh_object_name objects[] = {{.global = "this", .class_number = 0, .id = "self"}};
    environment = clh_environment_create(classes, 1, objects, 1, NULL, 0, NULL, 0, message, sizeof message);
    if (environment == NULL) {
        fprintf(stderr, "%s\n", message);
        abort();
    }
    return environment;
}

static inline clh_exec *fuzz_execution(uint64_t cpu_milliseconds) {
    char message[400];
    clh_limits limits = {
        .memory_bytes = 8 << 20,
        .stack_bytes = 8 << 20,
        .string_bytes = 2 << 20,
        .cpu_nanoseconds = cpu_milliseconds * 1000 * 1000,
        .slice_nanoseconds = 2 * 1000 * 1000,
    };
    clh_exec *exec = clh_create(fuzz_environment(), &limits, 1, 0, message, sizeof message);
    if (exec == NULL) abort();
    return exec;
}

/// Runs to the final event; every host call is answered with its own first argument list.
static inline void fuzz_run(clh_exec *exec, clh_event *event) {
    for (int steps = 0; steps < 10000; steps++) {
        clh_step(exec, event);
        if (event->kind == CLH_EVENT_HOST_CALL) {
            size_t length = event->payload.length;
            char *text = malloc(length + 1);
            if (text == NULL) abort();
            if (length > 0) memcpy(text, event->payload.data, length);
            if (!clh_answer(exec, event->call, CLH_ANSWER_VALUE, text, length, steps)) abort();
            free(text);
        } else if (event->kind != CLH_EVENT_SLICE_OVER) {
            break;
        }
    }
    // A limit may end a run; a bug of the host or of liblua may not.
    if (event->kind == CLH_EVENT_KILLED && event->kill == CLH_KILL_INTERNAL) abort();
}

#endif
